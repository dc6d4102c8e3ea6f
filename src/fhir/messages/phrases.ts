import { say, type Text } from './message';
import { shortened } from './shortened';

/** `a, b`: the texts separated by commas. */
export function listed(texts: readonly Text[]): Text {
  const [first = '', ...more] = texts;
  return more.reduce<Text>(
    (row, text) => (typeof row === 'string' && typeof text === 'string' ? `${row}, ${text}` : say`${row}, ${text}`),
    first,
  );
}

/** `a`, `b` or `c`. */
export function alternatives(texts: readonly Text[]): Text {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : say`${listed(texts.slice(0, -1))} or ${last}`;
}

/** `a`, `b` and `c`. */
export function together(texts: readonly Text[]): Text {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : say`${listed(texts.slice(0, -1))} and ${last}`;
}

/** Joins sentences, leaving out undefined ones. */
export function sentences(...texts: readonly (Text | undefined)[]): Text {
  const [first = '', ...more] = texts.filter((text) => text !== undefined);
  return more.reduce<Text>((before, text) => say`${before} ${text}`, first);
}

const LONGEST_EXCERPT = 80;

/** The beginning of a header or parameter, to be quoted to its sender. */
export function excerptOf(value: string): Text {
  return shortened(value, LONGEST_EXCERPT) || say`(empty)`;
}
