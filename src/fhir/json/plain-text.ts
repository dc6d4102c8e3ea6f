/// <reference lib="es2024.string" />
import { isForbiddenKey } from './forbidden-keys';
import { isShortestSpelling } from './json-number';
import type { JsonObject, JsonValue } from './json-value';

/** Levels that functions here may go down by calling themselves; what is deeper is for the strict parser, which does not. */
export const MAX_RECURSION = 512;

/**
 * Whether a text is no more than the tokens of its value, close together or one below the other: then no name is given
 * twice and no digit of a number was lost. Most bodies are such texts, and this is by far the cheapest way to know.
 *
 * The proof is by length. A value is walked through in the order of its text, and the lengths of its tokens in their
 * shortest spelling are added up, and that of the white space and of the escapes that are seen to stand between and in
 * them. A member that the engine dropped, a number with more digits, white space in other places: each makes the text
 * longer than this sum, and nothing makes it shorter. So where they are equal, there is none of it. That also holds when
 * a dropped member has put the walk out of step with the text, since it counts nothing that could stand in a string: it
 * takes an escape for one where the text has its backslashes; a line break is never in a string, and the white space after
 * it is not either; nor is the space in `"name": `, after the first quote that follows a name at the start of a line.
 *
 * @param text well-formed: it holds no half of a surrogate pair, but perhaps the escape of one
 * @param value what `JSON.parse` made of the text
 * @returns false also when in doubt, for depth, for the escape of half a pair, and for a name that is not allowed
 */
export function isPlainText(text: string, value: JsonValue, maxDepth: number): boolean {
  return text.length <= LONGEST && new Walk(text).reachesEnd(value, maxDepth);
}

/** The longest text that is looked at, in UTF-16 units. */
const LONGEST = 1_048_576;

const BRACE = 0x7b;
const BRACKET = 0x5b;
const LETTER_U = 0x75;
const QUOTE = 0x22;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;

/** An offset after all texts: a small integer, which is quicker to compare than Infinity. */
const NOWHERE = 2 ** 30 - 1;

/** Indentation is looked at so many units at a time: the number that their 64 bits make is nothing but a name for them. */
const STRIDE = 4;

/**
 * A copy of the text, since numbers in an array are quicker to look at. A quote stands after it, and others where no text
 * reaches: a walk that is out of step stops there.
 */
const units = new Uint16Array(LONGEST + 2 * STRIDE).fill(QUOTE, LONGEST);
const copy = Buffer.from(units.buffer);
const strides = new DataView(units.buffer);
const FOUR_SPACES = new Float64Array(Uint16Array.of(SPACE, SPACE, SPACE, SPACE).buffer)[0];

/** Every step takes the offset where a token starts, and gives the one after it. */
class Walk {
  private failed = false;
  /** Offset of the next backslash. */
  private escape: number;

  constructor(private readonly text: string) {
    this.escape = this.nextEscape(0);
    units[copy.write(text, 'utf16le') / 2] = QUOTE;
  }

  reachesEnd(value: JsonValue, maxDepth: number): boolean {
    const end = afterLineBreak(this.value(value, afterLineBreak(0), maxDepth));
    return end === this.text.length && !this.failed;
  }

  private value(value: JsonValue, at: number, depth: number): number {
    if (typeof value === 'string') return this.string(value, at);
    if (typeof value === 'number') {
      if (!isShortestSpelling(value)) this.failed = true;
      return at + String(value).length;
    }
    if (typeof value !== 'object' || value === null) return at + (value === false ? 'false' : 'true').length;
    // Out of step: no need to go on.
    if (depth <= 0 || !isOpening(units[at])) this.failed = true;
    if (this.failed) return at;
    return Array.isArray(value) ? this.items(value, at, depth - 1) : this.members(value as JsonObject, at, depth - 1);
  }

  private items(list: JsonValue[], start: number, depth: number): number {
    let at = start;
    for (let index = 0; index < list.length; index += 1) at = this.value(list[index]!, afterLineBreak(at + 1), depth);
    return closed(start, at);
  }

  private members(object: JsonObject, start: number, depth: number): number {
    let at = start;
    for (const name in object) {
      // The engine puts names of digits first; others stand in the text as the walk meets them, or it misses the end.
      if (isForbiddenKey(name) || (at === start && startsWithDigit(name))) this.failed = true;
      if (this.failed) return at;
      at = this.value(object[name]!, this.name(name, at + 1), depth);
    }
    return closed(start, at);
  }

  /**
   * Past a name and its colon; also past the space after it, when the name is the first on its line. A name with an escape
   * is for the strict parser: V8 of Node 24 and 26 reads some of one escaped character as a backslash.
   */
  private name(name: string, at: number): number {
    const start = afterLineBreak(at);
    const end = start + name.length + 1;
    if (this.escape < end) this.failed = true;
    if (start === at) return end + 2;
    if (!isPlainName(start, end)) this.failed = true;
    return units[end + 2] === SPACE ? end + 3 : end + 2;
  }

  private string(string: string, at: number): number {
    const end = at + string.length + 2;
    return this.escape < end ? this.afterEscapes(string, end) : end;
  }

  /** Moves the end of a string by what its escapes are longer than the characters they stand for. */
  private afterEscapes(string: string, shortEnd: number): number {
    if (!string.isWellFormed()) this.failed = true;
    let end = shortEnd;
    while (this.escape < end) {
      const length = this.text.charCodeAt(this.escape + 1) === LETTER_U ? 6 : 2;
      end += length - 1;
      this.escape = this.nextEscape(this.escape + length);
    }
    return end;
  }

  private nextEscape(from: number): number {
    const next = this.text.indexOf('\\', from);
    return next < 0 ? NOWHERE : next;
  }
}

/** Past a bracket that closes; past both where there is nothing between them. */
function closed(start: number, at: number): number {
  return afterLineBreak(at === start ? at + 1 : at) + 1;
}

/** Past white space that starts with a line break (or a tab: strings hold no control characters). */
function afterLineBreak(start: number): number {
  if (!(units[start]! < SPACE)) return start;
  let at = start + 1;
  while (strides.getFloat64(2 * at, true) === FOUR_SPACES) at += STRIDE;
  while (units[at]! <= SPACE) at += 1;
  return at;
}

function isOpening(unit: number | undefined): boolean {
  return unit === BRACE || unit === BRACKET;
}

function startsWithDigit(name: string): boolean {
  const unit = name.charCodeAt(0);
  return unit >= ZERO && unit <= NINE;
}

/** Whether a string that starts at `start` has its closing quote at `end`; for one without escapes. */
function isPlainName(start: number, end: number): boolean {
  if (units[start] !== QUOTE) return false;
  for (let at = start + 1; at < end; at += 1) if (units[at] === QUOTE) return false;
  return units[end] === QUOTE;
}
