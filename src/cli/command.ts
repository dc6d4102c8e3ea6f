import type { ExitCode } from './exit-code';
import type { Message } from './messages';
import type { Terminal } from './terminal';

/** A command as data: the help is written of it, and the line is read by it. */
export interface Command {
  readonly name: string;
  /** One line, in the list of commands. */
  readonly summary: Message;
  /** Paragraphs of the command's own help. */
  readonly description: readonly Message[];
  /** `<file>` is needed, `[file]` is not, and `...` takes several. */
  readonly arguments?: readonly { readonly name: string; readonly text: Message }[];
  readonly options: readonly CommandOption[];
  /** Commands of its own, `audit verify`: it does nothing by itself then. */
  readonly commands?: readonly Command[];
  /** Lines after `ror-fhir`, and what they do. */
  readonly examples: readonly (readonly [line: string, text: Message])[];
}

/** What `run` of a `run.ts` is. @throws UsageError, Refusal, Error in one sentence */
export type Runner = (given: Given, terminal: Terminal) => Promise<ExitCode>;

export interface CommandOption {
  /** As commander writes them: `--type <types...>`. */
  readonly flags: string;
  readonly text: Message;
  readonly choices?: readonly string[];
  /** What is taken when it is not given; for the help, and for `Given`. */
  readonly default?: string;
}

/** The command line is wrong: the command was not begun. */
export class UsageError extends Error {
  constructor(readonly text: Message) {
    super(String(text));
    this.name = 'UsageError';
  }
}

/** It cannot be done, for a reason to be told as it stands. */
export class Refusal extends Error {
  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(String(text), options);
    this.name = 'Refusal';
  }
}

/** What stands on the command line. Names are those of `flags` in camel case. */
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

  /** An option that may stand there several times, or with commas. */
  list(name: string): readonly string[] {
    return this.texts(name)
      .flatMap((each) => each.split(','))
      .filter((each) => each !== '');
  }

  /** An option that may stand there several times, whose values may have commas. */
  texts(name: string): readonly string[] {
    const value = this.options[name];
    return Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : [];
  }

  /** @throws UsageError what is no whole number, or less than the least */
  number(name: string, least: number, refusal: (value: string) => Message): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,15}$/.test(value.replaceAll('_', '')) ? Number(value.replaceAll('_', '')) : Number.NaN;
    if (!(number >= least)) throw new UsageError(refusal(value));
    return number;
  }
}
