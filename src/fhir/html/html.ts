import { escapeRuns, runsOf } from '../model/escape-runs';
import { type Language, Message, type Text } from '../messages';

const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = runsOf(`&<>"'`);
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? escapeRuns(text, ALL_SPECIAL, ESCAPES) : text;
}

/** Spaces before a sign of punctuation, or inside quotation marks, as French has them. */
const BOUND_SPACE = / (?=[;:?!»])|(?<=«) /g;

/** Escapes a sentence, and keeps a browser from starting a line with its punctuation. */
export function escapeSentence(text: string): string {
  return escapeHtml(text.replace(BOUND_SPACE, '\u00a0'));
}

/** Markup that is written in the language of its page. */
export interface Spoken {
  in(language: Language): string;
}

/** Trusted markup. Only `html` and the writers in this folder construct it. */
export class Html implements Spoken {
  private readonly parts: readonly (string | Spoken)[];

  constructor(markup: string | readonly (string | Spoken)[]) {
    this.parts = typeof markup === 'string' ? [markup] : markup;
  }

  in(language: Language): string {
    let text = '';
    for (const part of this.parts) text += typeof part === 'string' ? part : part.in(language);
    return text;
  }
}

/** The values allowed in a template; undefined and false produce nothing. */
export type HtmlValue = Html | Text | number | undefined | false | readonly HtmlValue[];

/** A template tag that escapes every value that is not markup already, so that escaping cannot be forgotten. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts: (string | Spoken)[] = [strings[0]!];
  for (let i = 0; i < values.length; i += 1) {
    collect(values[i], parts);
    parts.push(strings[i + 1]!);
  }
  return new Html(parts);
}

function collect(value: HtmlValue, parts: (string | Spoken)[]): void {
  if (value === undefined || value === false) return;
  if (value instanceof Html) parts.push(value);
  else if (value instanceof Message) parts.push({ in: (language) => escapeSentence(value.in(language)) });
  else if (typeof value === 'string') parts.push(escapeHtml(value));
  else if (typeof value === 'number') parts.push(String(value));
  else for (const item of value) collect(item, parts);
}
