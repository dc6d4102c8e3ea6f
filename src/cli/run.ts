import { CommanderError } from 'commander';
import { software } from '../server/software';
import { Refusal, UsageError } from './command';
import { COMMANDS } from './commands';
import { EXIT, type ExitCode } from './exit-code';
import { fileFault } from './file-fault';
import { LANGUAGE_TAGS, type LanguageTag } from './messages';
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
    return told(error, terminal);
  }
}

function told(error: unknown, terminal: Terminal): ExitCode {
  // The help or the version was requested and has been printed.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const known = error instanceof CommanderError ? usageErrorOf(error, NAME) : error;
  if (known instanceof UsageError || known instanceof Refusal) terminal.tell(known.text);
  else terminal.tell(known instanceof Error ? (fileFault(known) ?? known.message) : String(known));
  return known instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** Found by hand, because the parser is created in this language. */
function chosenLanguage(args: readonly string[]): LanguageTag | undefined {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const chosen = args[at]?.startsWith('--lang=') ? args[at].slice('--lang='.length) : args[at + 1];
  return at < 0 ? undefined : LANGUAGE_TAGS.find((tag) => tag === chosen);
}
