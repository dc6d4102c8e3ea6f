import { Command as Parser, type CommanderError, Option } from 'commander';
import { UsageError, Given, type Command, type CommandOption } from './command';
import type { ExitCode } from './exit-code';
import { say, together, type Message } from './messages';
import { RUNNERS } from './runners';
import type { Terminal } from './terminal';

/** Translations of commander's own titles in the help. */
const TITLES: Readonly<Record<string, Message>> = {
  'Usage:': say`Usage:`,
  'Arguments:': say`Arguments:`,
  'Options:': say`Options:`,
  'Commands:': say`Commands:`,
};

/** What an error of commander says in English. */
interface Fault {
  /** The first value it quotes. */
  readonly quoted: string;
  /** The option or command that it suggests, if there is one. */
  readonly meant?: string;
  /** The values that the option accepts. */
  readonly choices: readonly string[];
}

/** Our messages for commander's errors by code. */
const REFUSALS: Readonly<Record<string, (fault: Fault, command: string) => Message>> = {
  'commander.unknownOption': ({ quoted, meant }, command) =>
    meant === undefined
      ? say`Unknown option ${quoted}. ${help(command)}`
      : say`Unknown option ${quoted}; did you mean ${meant}? ${help(command)}`,
  'commander.unknownCommand': ({ quoted, meant }, command) =>
    meant === undefined
      ? unknownCommand(quoted, command)
      : say`Unknown command ${quoted}; did you mean ${meant}? ${help(command)}`,
  'commander.missingArgument': ({ quoted }, command) => say`The argument <${quoted}> is missing. ${help(command)}`,
  'commander.optionMissingArgument': ({ quoted }, command) => say`The option ${quoted} needs a value. ${help(command)}`,
  'commander.excessArguments': (_, command) => say`There are too many arguments. ${help(command)}`,
  'commander.invalidArgument': ({ quoted, choices }) =>
    say`The option ${quoted} does not accept this value; it accepts ${together(choices)}.`,
};

export function unknownCommand(word: string, command: string): Message {
  return say`Unknown command ${word}. ${help(command)}`;
}

function help(command: string): Message {
  return say`See ${command} --help.`;
}

/** The program with its commands. @param settle receives the exit code of the command that ran */
export function program(
  name: string,
  version: string,
  commands: readonly Command[],
  terminal: Terminal,
  settle: (code: ExitCode) => void,
): Parser {
  const parser = new Parser(name)
    .description(terminal.say(say`Command line of the ROR FHIR facade: serves the directory and manages its data.`))
    .version(version, '-V, --version', terminal.say(say`show the version`))
    .addHelpText('after', `\n${terminal.say(environment(name))}`); // prettier-ignore
  dress(parser, terminal);
  useIn(parser, true, terminal);
  // It is evaluated before anything else, because the help must be in the chosen language.
  parser.addOption(new Option('--lang <en|fr>', terminal.say(LANGUAGE)).choices(['en', 'fr']));
  parser.helpCommand(`help [${terminal.say(say`command`)}]`, terminal.say(say`show help for a command`));
  for (const command of commands) parser.addCommand(parserOf(name, command, terminal, settle));
  return parser;
}

const LANGUAGE = say`language of messages, instead of that of LC_ALL, LC_MESSAGES or LANG`;

function environment(name: string): Message {
  return say`Settings are read from the environment (DATABASE_URL, BASE_URL, …; the README lists them); options take precedence.
Exit codes: 0 success; 1 done, but the data have errors; 2 invalid command line; 3 failure; 130 interrupted.
Run ${name} help COMMAND for help on one command.`;
}

/** @param within names of the parent commands */
function parserOf(
  program: string,
  command: Command,
  terminal: Terminal,
  settle: (code: ExitCode) => void,
  within: readonly string[] = [],
): Parser {
  const parser = new Parser(command.name)
    .summary(terminal.say(command.summary))
    .description(command.description.map((text) => terminal.say(text)).join('\n\n'));
  dress(parser, terminal);
  for (const { name, text } of command.arguments ?? []) parser.argument(name, terminal.say(text));
  for (const option of command.options) parser.addOption(optionOf(option, terminal));
  parser.addOption(new Option('--lang <en|fr>', terminal.say(LANGUAGE)).choices(['en', 'fr']));
  const examples = command.examples.map(([line, text]) => `  ${program} ${line}\n      ${terminal.say(text)}`);
  parser.addHelpText('after', `\n${terminal.say(say`Examples:`)}\n${examples.join('\n')}`);
  const path = [...within, command.name];
  useIn(parser, command.commands !== undefined, terminal);
  if (command.commands) {
    parser.helpCommand(`help [${terminal.say(say`command`)}]`, terminal.say(say`show help for a command`));
    for (const each of command.commands) parser.addCommand(parserOf(program, each, terminal, settle, path));
    return parser;
  }
  parser.action(async () => {
    const { run } = RUNNERS[path.join(' ')]!();
    settle(await run(new Given(parser.args, parser.opts()), terminal));
  });
  return parser;
}

/** The line after the name of a command in its help; commander's own is English. It must know the arguments. */
function useIn(parser: Parser, hasCommands: boolean, terminal: Terminal): void {
  const names = parser.registeredArguments.map((each) => {
    const name = `${each.name()}${each.variadic ? '...' : ''}`;
    return each.required ? `<${name}>` : `[${name}]`;
  });
  const command = hasCommands ? [`[${terminal.say(say`command`)}]`] : [];
  parser.usage([`[${terminal.say(say`options`)}]`, ...command, ...names].join(' '));
}

function optionOf({ flags, text, choices, several, default: otherwise }: CommandOption, terminal: Terminal): Option {
  const option = new Option(flags, terminal.say(several ? say`${text}; ${SEVERAL[several]}` : text));
  if (several) option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
  if (choices) option.choices([...choices]);
  if (otherwise !== undefined) option.default(otherwise, otherwise);
  return option;
}

const SEVERAL = {
  commas: say`several with commas between, or by repeating the option`,
  repeated: say`several by repeating the option`,
} as const;

/** Makes commander write to the terminal, in its language, and leave exiting to us. */
function dress(parser: Parser, terminal: Terminal): void {
  const { stdout, stderr } = terminal.surroundings;
  parser
    .exitOverride()
    .helpOption('-h, --help', terminal.say(say`show this help`))
    .configureHelp({
      styleTitle: (title) => (TITLES[title] ? terminal.say(TITLES[title]) : title),
      optionDescription: (option) => described(option, terminal),
      helpWidth: stdout.columns ?? 100,
    })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      // The error is reported where it is caught.
      outputError: () => undefined,
    });
}

/** The text of an option with its choices and its default. */
function described({ description, argChoices, defaultValue }: Option, terminal: Terminal): string {
  const choices = argChoices && say`one of ${together(argChoices)}`;
  const otherwise = typeof defaultValue === 'string' ? say`default: ${defaultValue}` : undefined;
  const notes = choices && otherwise ? say`${choices}; ${otherwise}` : (choices ?? otherwise);
  return notes ? `${description} (${terminal.say(notes)})` : description;
}

/** Translates an error of commander into our message. */
export function usageErrorOf(error: CommanderError, command: string): UsageError {
  const [, quoted = ''] = /'([^']*?)(?: <[^']*)?'/.exec(error.message) ?? [];
  const [, meant] = /\(Did you mean (?:one of )?([^,]+).*\?\)$/.exec(error.message) ?? [];
  const [, choices = ''] = /Allowed choices are (.*)\.$/.exec(error.message) ?? [];
  const fault = { quoted, choices: choices.split(', '), ...(meant !== undefined && { meant }) };
  return new UsageError((REFUSALS[error.code] ?? (() => help(command)))(fault, command));
}
