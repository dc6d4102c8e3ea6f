import type { Readable } from 'node:stream';
import { inLanguage, rorLanguages, type LanguageTag, type Text } from './messages';

/** A stream that people or programs read; a terminal says how wide it is. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a process has around it; a test has one of its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Tells when somebody wants the command to end. */
  readonly interrupted: () => AbortSignal;
}

/** Where a command is run. Data go to standard output, and what is told to people to standard error. */
export class Terminal {
  private readonly languages;

  constructor(
    readonly surroundings: Surroundings,
    readonly language: LanguageTag,
  ) {
    this.languages = rorLanguages(language);
  }

  get env(): Surroundings['env'] {
    return this.surroundings.env;
  }

  /** A text in the language of the terminal. */
  say(text: Text): string {
    return inLanguage(text, this.languages[0]!);
  }

  /** A line for people. */
  tell(text: Text): void {
    this.surroundings.stderr.write(`${this.say(text)}\n`);
  }

  /** Data. @returns when there is room for more */
  async write(data: string | Uint8Array): Promise<void> {
    await written(this.surroundings.stdout, data);
  }
}

/** Writes, and waits where the other end is slow. @throws Error the other end is gone */
export function written(stream: NodeJS.WritableStream, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()));
  });
}

/** The language of `--lang`, or of the locale: French where LC_ALL, LC_MESSAGES or LANG, the first that is set, begins with `fr`. */
export function languageOf(env: Surroundings['env']): LanguageTag {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^fr(?![a-z])/i.test(locale) ? 'fr' : 'en';
}
