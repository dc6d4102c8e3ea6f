import { CommanderError } from 'commander';
import { software } from '../server/software';
import { type Command, UsageError } from './command';
import { COMMANDS } from './commands';
import { EXIT, type ExitCode } from './exit-code';
import { fileFault } from './file-fault';
import { LANGUAGE_TAGS, Message, type LanguageTag } from './messages';
import { program, unknownCommand, usageErrorOf } from './program';
import { languageOf, Terminal, type Surroundings } from './terminal';

const NAME = 'ror-fhir';

/** Runs one command line. Never throws; failures are reported on standard error and by the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const terminal = new Terminal(surroundings, chosenLanguage(args) ?? languageOf(surroundings.env));
  let code: ExitCode = EXIT.done;
  const parser = program(NAME, software.version, COMMANDS, terminal, (settled) => void (code = settled));
  try {
    await parser.parseAsync(args.length > 0 ? asked(args) : ['--help'], { from: 'user' });
    return code;
  } catch (error) {
    return told(error, commandOf(args), terminal);
  }
}

/**
 * `help audit verify` as `audit verify --help`, because the parser itself helps with one word after `help` only.
 * @throws UsageError when there is no such command
 */
function asked(args: readonly string[]): readonly string[] {
  const [first, ...words] = wordsOf(args);
  if (first !== 'help' || words.length < 2) return args;
  const known = knownIn(words);
  const unknown = words[known.length];
  if (unknown !== undefined) throw new UsageError(unknownCommand(unknown, [NAME, ...known].join(' ')));
  return [...args.filter((_, at) => at !== args.indexOf('help')), '--help'];
}

/** @param command what was typed of it, `ror-fhir audit verify` */
function told(error: unknown, command: string, terminal: Terminal): ExitCode {
  // The help or the version was requested and has been printed.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const known = error instanceof CommanderError ? usageErrorOf(error, command) : error;
  // An error of the framework has a text too.
  if (known instanceof Error && 'text' in known && known.text instanceof Message) terminal.tell(known.text);
  else terminal.tell(known instanceof Error ? (fileFault(known) ?? known.message) : String(known));
  return known instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** The command that the arguments name, as far as there is one; its help is the one to read. */
function commandOf(args: readonly string[]): string {
  return [NAME, ...knownIn(wordsOf(args))].join(' ');
}

/** The words that name commands, one within the other. */
function knownIn(words: readonly string[]): readonly string[] {
  let known: readonly Command[] | undefined = COMMANDS;
  const unknownAt = words.findIndex((word) => {
    const found: Command | undefined = known?.find(({ name }) => name === word);
    known = found?.commands;
    return !found;
  });
  return unknownAt < 0 ? words : words.slice(0, unknownAt);
}

/** The arguments without the language. */
function wordsOf(args: readonly string[]): readonly string[] {
  return args.filter((word, at) => !word.startsWith('--lang') && args[at - 1] !== '--lang');
}

/** Found by hand, because the parser is created in this language. */
function chosenLanguage(args: readonly string[]): LanguageTag | undefined {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const chosen = args[at]?.startsWith('--lang=') ? args[at].slice('--lang='.length) : args[at + 1];
  return at < 0 ? undefined : LANGUAGE_TAGS.find((tag) => tag === chosen);
}
