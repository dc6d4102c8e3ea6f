import { escapeRuns, runsOf } from '../model/escape-runs';

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

/** Trusted markup. Only `html` and the writers in this folder construct it. */
export class Html {
  constructor(readonly text: string) {}
}

/** The values allowed in a template; undefined and false produce nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** A template tag that escapes every value that is not markup already, so that escaping cannot be forgotten. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0]!;
  for (let i = 0; i < values.length; i += 1) text += textOf(values[i]) + strings[i + 1]!;
  return new Html(text);
}

function textOf(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  let text = '';
  for (const item of value) text += textOf(item);
  return text;
}
