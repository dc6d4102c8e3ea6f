import type { Readable } from 'node:stream';
import { inLanguage, rorLanguages, type LanguageTag, type Text } from './messages';

/** An output stream; a terminal also knows its width. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The environment of a process; tests pass their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** A signal that aborts when the command should stop. */
  readonly interrupted: () => AbortSignal;
}

/** Where a command runs. Data go to standard output, messages for people to standard error. */
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

  /** Renders a text in the language of the terminal. */
  say(text: Text): string {
    return inLanguage(text, this.languages[0]!);
  }

  /** Writes a line for people. */
  tell(text: Text): void {
    this.surroundings.stderr.write(`${this.say(text)}\n`);
  }

  /** Writes data. Resolves when the stream can take more. */
  async write(data: string | Uint8Array): Promise<void> {
    await written(this.surroundings.stdout, data);
  }
}

/** Writes, and waits for a slow reader. @throws Error when the reader is gone */
export function written(stream: NodeJS.WritableStream, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()));
  });
}

/** The language of the locale: French when the first set of LC_ALL, LC_MESSAGES and LANG begins with `fr`. */
export function languageOf(env: Surroundings['env']): LanguageTag {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^fr(?![a-z])/i.test(locale) ? 'fr' : 'en';
}
