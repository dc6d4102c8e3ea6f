import type { ExitCode } from './exit-code';
import { SentenceError, type Message } from './messages';
import type { Terminal } from './terminal';

/** A command as data, from which its help is generated and the command line is parsed. */
export interface Command {
  readonly name: string;
  /** One line, in the list of commands. */
  readonly summary: Message;
  /** Paragraphs of the command's own help. */
  readonly description: readonly Message[];
  /** `<file>` is required, `[file]` is optional, and `...` accepts several. */
  readonly arguments?: readonly { readonly name: string; readonly text: Message }[];
  readonly options: readonly CommandOption[];
  /** Subcommands, as in `audit verify`; a command that has some does nothing by itself. */
  readonly commands?: readonly Command[];
  /** Arguments after `ror-fhir`, and what they do. */
  readonly examples: readonly (readonly [line: string, text: Message])[];
}

/** Type of `run` in a `run.ts`. @throws UsageError, Refusal, Error in one sentence */
export type Runner = (given: Given, terminal: Terminal) => Promise<ExitCode>;

export interface CommandOption {
  /** In commander's syntax: `--port <number>`. */
  readonly flags: string;
  readonly text: Message;
  readonly choices?: readonly string[];
  /**
   * The option may be repeated, and its value may hold several with commas between, or only be repeated. Each takes one
   * word of the command line: the next may be an argument of the command.
   */
  readonly several?: 'commas' | 'repeated';
  /** Default value, for the help and for `Given`. */
  readonly default?: string;
}

/** The command line is invalid; the command was not started. */
export class UsageError extends SentenceError {
  override readonly name = 'UsageError';
}

/** The command cannot be carried out; the text is shown to the user as it is. */
export class Refusal extends SentenceError {
  override readonly name = 'Refusal';
}

/** The parsed command line. Names are those of `flags` in camel case. */
export class Given {
  constructor(
    readonly args: readonly string[],
    private readonly options: Readonly<Record<string, unknown>>,
  ) {}

  text(name: string): string | undefined {
    const value = this.options[name];
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.options[name] === true;
  }

  /** An option that may be repeated or hold comma-separated values. */
  list(name: string): readonly string[] {
    return this.texts(name)
      .flatMap((each) => each.split(','))
      .filter((each) => each !== '');
  }

  /** An option that may be repeated and whose values may contain commas. */
  texts(name: string): readonly string[] {
    const value = this.options[name];
    return Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : [];
  }

  /** @throws UsageError for a value that is not a whole number, or is less than the least */
  number(name: string, least: number, refusal: (value: string) => Message): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,15}$/.test(value.replaceAll('_', '')) ? Number(value.replaceAll('_', '')) : Number.NaN;
    if (!(number >= least)) throw new UsageError(refusal(value));
    return number;
  }
}
