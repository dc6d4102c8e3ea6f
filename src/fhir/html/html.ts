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

/** Text as it may stand between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? escapeRuns(text, ALL_SPECIAL, ESCAPES) : text;
}

/** Markup that a template of ours made. Only `html` and the writers of this folder construct it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What a template may hold; undefined and false leave nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** A template whose values are escaped unless they are markup already, so that forgetting to escape is not possible. */
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
