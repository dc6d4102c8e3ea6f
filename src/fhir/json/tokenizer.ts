import { say, type Text } from '../messages';
import { JsonFault } from './json-fault';
import { describeToken, excerpt, hintForHabit } from './found-token';
import { describePosition } from './text-position';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const NUMBER_LIKE = /[-+.\w]{0,60}/y;
const ESCAPED = '"\\/bfnrt';

const NUMBER_HINTS: readonly { readonly form: RegExp; readonly hint: Text }[] = [
  { form: /^\+/, hint: say`Remove the leading plus sign.` },
  { form: /^-?0[xXbBoO]/, hint: say`Write the number in decimal digits.` },
  { form: /^-?\d+(-\d+)+|^\d+T/, hint: say`Dates and times are strings: put them in double quotes.` },
  {
    form: /^-?0\d/,
    hint: say`Remove the leading zeros; a code or an identifier that starts with 0 is a string, in double quotes.`,
  },
  { form: /^-?\./, hint: say`Write a zero before the decimal point: 0.5.` },
  { form: /\.(?!\d)/, hint: say`Write a digit after the decimal point: 1.0.` },
];

/** A cursor that reads a JSON text token by token (RFC 8259). Its methods throw only {@link JsonFault}. */
export class Tokenizer {
  /** Where to look for the next token. */
  offset = 0;

  constructor(readonly text: string) {}

  /** The first character of the next token, after white space; empty at the end of the text. */
  peek(): string {
    for (; ; this.offset += 1) {
      const code = this.text.charCodeAt(this.offset);
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) break;
    }
    return this.text.charAt(this.offset);
  }

  /** Consumes `char` if it is the next token. */
  take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.offset += 1;
    return true;
  }

  /** Reads the string token that starts here and returns its value. */
  readString(): string {
    const start = this.offset;
    const escaped = this.skipString();
    // The token was checked above, so JSON.parse cannot fail; it decodes all escapes in one step.
    return escaped
      ? (JSON.parse(this.text.slice(start, this.offset)) as string)
      : this.text.slice(start + 1, this.offset - 1);
  }

  /** Reads the number token that starts here and returns its digits as written. */
  readNumber(): string {
    const start = this.offset;
    let end = start + (this.text[start] === '-' ? 1 : 0);
    end = this.text[end] === '0' ? end + 1 : this.skipDigits(end, start);
    if (this.text[end] === '.') end = this.skipDigits(end + 1, start);
    if (this.text[end] === 'e' || this.text[end] === 'E') {
      const sign = this.text[end + 1];
      end = this.skipDigits(end + (sign === '+' || sign === '-' ? 2 : 1), start);
    }
    if (/[\w.+-]/.test(this.text.charAt(end))) throw this.badNumber(start);
    this.offset = end;
    return this.text.slice(start, end);
  }

  /** Reads `true`, `false` or `null`; otherwise returns undefined and does not advance. */
  readLiteral(): boolean | null | undefined {
    const word = /^[A-Za-z]*(?![\w$])/.exec(this.text.slice(this.offset, this.offset + 6))?.[0] ?? '';
    if (!Object.hasOwn(LITERALS, word)) return undefined;
    this.offset += word.length;
    return LITERALS[word];
  }

  /** Skips a string token and returns whether it contains an escape. */
  private skipString(): boolean {
    const start = this.offset;
    let escaped = false;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === QUOTE) {
        this.offset = at + 1;
        return escaped;
      }
      if (code < SPACE) throw this.rawControl(start, at, code);
      if (code !== BACKSLASH) continue;
      escaped = true;
      at += this.escapeLength(at) - 1;
    }
    throw new JsonFault(
      this.text.length,
      say`The text ends inside a string.`,
      say`Add the closing double quote; the string starts at ${describePosition(this.text, start)}.`,
    );
  }

  private escapeLength(at: number): number {
    const letter = this.text.charAt(at + 1);
    if (letter === '' || ESCAPED.includes(letter)) return 2;
    if (letter !== 'u') {
      throw new JsonFault(
        at,
        say`\\${excerpt(letter)} is not a JSON escape.`,
        say`Write a backslash as \\\\; the escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.`,
      );
    }
    const digits = this.text.slice(at + 2, at + 6);
    if (/^[0-9A-Fa-f]{4}$/.test(digits)) return 6;
    throw new JsonFault(
      at,
      say`The escape \\u is not followed by four hexadecimal digits.`,
      say`Write exactly four of them, for example \\u00e9 for é, or the character itself.`,
    );
  }

  private rawControl(start: number, at: number, code: number): JsonFault {
    if (code !== LINE_FEED && code !== CARRIAGE_RETURN) {
      const unicode = code.toString(16).toUpperCase().padStart(4, '0');
      const escape = code === TAB ? '\\t' : `\\u${unicode}`;
      return new JsonFault(
        at,
        say`A string holds the control character U+${unicode}.`,
        say`Write it as ${escape}, or remove it.`,
      );
    }
    return new JsonFault(
      at,
      say`A string holds a line break.`,
      say`Write a line break as \\n, or add the missing closing double quote; the string starts at ${describePosition(this.text, start)}.`,
    );
  }

  private skipDigits(from: number, start: number): number {
    let end = from;
    while (this.text.charCodeAt(end) >= 0x30 && this.text.charCodeAt(end) <= 0x39) end += 1;
    if (end === from) throw this.badNumber(start);
    return end;
  }

  private badNumber(start: number): JsonFault {
    NUMBER_LIKE.lastIndex = start;
    const written = NUMBER_LIKE.exec(this.text)?.[0] ?? '';
    const hint = hintForHabit(this.text, start) ?? NUMBER_HINTS.find(({ form }) => form.test(written))?.hint;
    const what = written === '' ? describeToken(this.text, start) : excerpt(written);
    return new JsonFault(
      start,
      say`${what} is not a JSON number.`,
      hint ?? say`Write digits with an optional sign -, a point and an exponent: -12.5e3. Dates and codes are strings.`,
    );
  }
}
