import { ENGLISH, type Language } from './language';

/** What a client is told: a {@link Message}, or a sentence that has only one language. */
export type Text = string | Message;

/**
 * A sentence that is in no language yet. docs/adr/0007-messages.md has the why.
 *
 * Where a string is wanted (a log, a comparison, JSON) it is English.
 */
export abstract class Message {
  /** The sentence in a language, or in the one it has when it has not that. */
  abstract in(language: Language): string;

  /** The keys a catalogue must have to say it: its own, and those of the messages within it. */
  abstract sources(): readonly string[];

  toString(): string {
    return this.in(ENGLISH);
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * A sentence of ours: English stands in the code, where it is read with what it is about, and is the key under which a
 * {@link Language} has its translation.
 */
class Sentence extends Message {
  constructor(
    private readonly strings: TemplateStringsArray,
    private readonly values: readonly unknown[],
  ) {
    super();
  }

  /** Messages among the values are put into the language too. */
  in(language: Language): string {
    const values = this.values.map((value) => (value instanceof Message ? value.in(language) : String(value)));
    const translation = language === ENGLISH ? undefined : language.translations[this.source];
    if (translation === undefined) return String.raw({ raw: this.strings }, ...values);
    let said = '';
    let from = 0;
    for (const { 0: place, 1: index, index: at } of translation.matchAll(PLACE)) {
      const value = values[Number(index)] ?? '';
      said += translation.slice(from, at);
      said = (language.before?.(value, said) ?? said) + value;
      from = at + place.length;
    }
    return said + translation.slice(from);
  }

  sources(): readonly string[] {
    return [this.source, ...this.values.flatMap((value) => (value instanceof Message ? value.sources() : []))];
  }

  /** Whether it has the words and the values of another, without putting them together. */
  isLike({ strings, values }: Sentence): boolean {
    return isSameList(this.strings, strings, Object.is) && isSameList(this.values, values, isSameValue);
  }

  /** The English with `{0}`, `{1}` … where the values go. */
  private get source(): string {
    return this.strings.reduce((source, string, index) => `${source}{${index - 1}}${string}`);
  }
}

const PLACE = /\{(\d+)\}/g;

/**
 * Writes a message: say`\`${name}\` is missing`. Values are names, numbers, a client's own words, or other messages.
 * Cheap until somebody reads it.
 */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | Message)[]): Message {
  return new Sentence(strings, values);
}

/** @param text with one language only, it stays in that */
export function inLanguage(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text.in(language);
}

/** Whether two texts say the same. */
export function isSameText(one: Text, other: Text): boolean {
  return one instanceof Sentence && other instanceof Sentence ? one.isLike(other) : String(one) === String(other);
}

function isSameValue(one: unknown, other: unknown): boolean {
  return one instanceof Message && other instanceof Message ? isSameText(one, other) : Object.is(one, other);
}

function isSameList<T>(one: readonly T[], other: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  return one === other || (one.length === other.length && one.every((item, index) => isSame(item, other[index]!)));
}
