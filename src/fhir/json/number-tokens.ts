import { isPlain } from './json-number';

/** A number in a text whose digits a double would not preserve. */
export interface DecimalToken {
  /** How many numbers precede it in the text. */
  readonly ordinal: number;
  readonly digits: string;
}

/**
 * What a well-formed text contains, found by jumping from quote to quote, which is far faster than visiting each
 * character.
 */
export interface TextSurvey {
  /** Number of string tokens, including names. */
  readonly strings: number;
  /** In text order. */
  readonly decimals: readonly DecimalToken[];
  /** Whether a name contains an escape. */
  readonly escapedNames: boolean;
}

const NUMBER = /[-+.\w]+/y;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

/**
 * @param text a text that `JSON.parse` accepts
 * @param withNumbers false when there are no numbers, so that the text between strings can be skipped
 */
export function surveyText(text: string, withNumbers: boolean): TextSurvey {
  const decimals: DecimalToken[] = [];
  let strings = 0;
  let numbers = 0;
  let from = 0;
  let escapedNames = false;
  let escape = nextEscape(text, 0);
  for (;;) {
    // At least one character separates two strings; most often it is the only one, a colon or a comma.
    let next = from + 1;
    if (from === 0 || text.charCodeAt(next) !== QUOTE) {
      next = text.indexOf('"', from);
      if (withNumbers) numbers = collectDecimals(text, from, next < 0 ? text.length : next, numbers, decimals);
      if (next < 0) return { strings, decimals, escapedNames };
    }
    strings += 1;
    from = closingQuote(text, next) + 1;
    if (escape < from) {
      escapedNames ||= isName(text, from);
      escape = nextEscape(text, from);
    }
  }
}

/** Offset of the next backslash; beyond the end of the text when there is none. */
function nextEscape(text: string, from: number): number {
  const next = text.indexOf('\\', from);
  return next < 0 ? text.length + 1 : next;
}

/** Whether the string that ends before `end` is a member name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** Collects the numbers between two strings. `numbers` precede it in the text; returns the count including them. */
function collectDecimals(text: string, from: number, end: number, numbers: number, decimals: DecimalToken[]): number {
  let ordinal = numbers;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== MINUS && !(code >= ZERO && code <= NINE)) continue;
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(text)![0];
    if (!isPlain(digits)) decimals.push({ ordinal, digits });
    ordinal += 1;
    at += digits.length - 1;
  }
  return ordinal;
}

/** Offset of the closing quote of the string that starts at `quote`; the text's length when it is not closed. */
export function closingQuote(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
