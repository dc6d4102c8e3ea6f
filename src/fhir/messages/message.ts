import { ENGLISH, type Language } from './language';

/** A text for clients: a {@link Message}, or a sentence that exists in one language only. */
export type Text = string | Message;

/**
 * A sentence that is not rendered in a language yet. docs/adr/0007-messages.md explains why.
 *
 * Where a string is required (a log, a comparison, JSON), it is in English.
 */
export abstract class Message {
  /** The sentence in a language; if there is no translation, in the language it has. */
  abstract in(language: Language): string;

  /** The keys that a catalogue needs to translate it: its own, and those of nested messages. */
  abstract sources(): readonly string[];

  toString(): string {
    return this.in(ENGLISH);
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * A sentence written in the code, in English. The English text is also the key of its translation in a {@link
 * Language}.
 */
class Sentence extends Message {
  constructor(
    private readonly strings: TemplateStringsArray,
    private readonly values: readonly unknown[],
  ) {
    super();
  }

  /** Messages among the values are translated too. */
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

  /** Whether another sentence has the same text and values; does not render either. */
  isLike({ strings, values }: Sentence): boolean {
    return isSameList(this.strings, strings) && isSameList(this.values, values);
  }

  /** The English text with placeholders `{0}`, `{1}` … for the values. */
  private get source(): string {
    return this.strings.reduce((source, string, index) => `${source}{${index - 1}}${string}`);
  }
}

const PLACE = /\{(\d+)\}/g;

/**
 * Writes a message: say`\`${name}\` is missing`. Values are names, numbers, a client's own words, or other messages.
 * Rendered only when it is read, so creating it is cheap.
 */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | Message)[]): Message {
  return new Sentence(strings, values);
}

/** @param text a plain string is returned unchanged */
export function inLanguage(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text.in(language);
}

/** Whether two texts are the same. */
export function isSameText(one: Text, other: Text): boolean {
  return one instanceof Sentence && other instanceof Sentence ? one.isLike(other) : String(one) === String(other);
}

function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  return one instanceof Message && other instanceof Message && isSameText(one, other);
}

/** A loop, because issues are compared by the dozen, and a callback would cost more than the comparison. */
function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (!isSameValue(one[at], other[at])) return false;
  return true;
}
