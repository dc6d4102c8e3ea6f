import { CommanderError } from 'commander';
import { software } from '../server/software';
import { type Command, UsageError } from './command';
import { COMMANDS } from './commands';
import { EXIT, type ExitCode } from './exit-code';
import { fileFault } from './file-fault';
import { LANGUAGE_TAGS, SentenceError, type LanguageTag } from './messages';
import { program, usageErrorOf } from './program';
import { languageOf, Terminal, type Surroundings } from './terminal';

const NAME = 'ror-fhir';

/** Runs one command line. Never throws; failures are reported on standard error and by the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const terminal = new Terminal(surroundings, chosenLanguage(args) ?? languageOf(surroundings.env));
  let code: ExitCode = EXIT.done;
  const parser = program(NAME, software.version, COMMANDS, terminal, (settled) => void (code = settled));
  try {
    await parser.parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
    return code;
  } catch (error) {
    return told(error, commandOf(args), terminal);
  }
}

/** @param command what was typed of it, `ror-fhir audit verify` */
function told(error: unknown, command: string, terminal: Terminal): ExitCode {
  // The help or the version was requested and has been printed.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const known = error instanceof CommanderError ? usageErrorOf(error, command) : error;
  if (known instanceof SentenceError) terminal.tell(known.text);
  else terminal.tell(known instanceof Error ? (fileFault(known) ?? known.message) : String(known));
  return known instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** The command that the arguments name, as far as there is one; its help is the one to read. */
function commandOf(args: readonly string[]): string {
  const path = [NAME];
  let known: readonly Command[] | undefined = COMMANDS;
  const words = args.filter((word, at) => !word.startsWith('--lang') && args[at - 1] !== '--lang');
  for (const word of words) {
    const found: Command | undefined = known?.find(({ name }) => name === word);
    if (!found) break;
    path.push(word);
    known = found.commands;
  }
  return path.join(' ');
}

/** Found by hand, because the parser is created in this language. */
function chosenLanguage(args: readonly string[]): LanguageTag | undefined {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const chosen = args[at]?.startsWith('--lang=') ? args[at].slice('--lang='.length) : args[at + 1];
  return at < 0 ? undefined : LANGUAGE_TAGS.find((tag) => tag === chosen);
}
