/// <reference lib="es2024.string" />
import { isForbiddenKey } from './forbidden-keys';
import type { JsonObject, JsonValue } from './json-value';
import { closingQuote, surveyText } from './number-tokens';
import { restoreDecimals } from './restore-decimals';
import { parseStrictly } from './strict-parser';

export interface ParseJsonOptions {
  /** How many objects and arrays may be open at once. Default: 64. */
  readonly maxDepth?: number;
  /**
   * Whether the text is known to hold no half of a surrogate pair, as none does that was decoded from UTF-8. Default: false,
   * and each of its characters is looked at.
   */
  readonly wellFormed?: boolean;
}

const DEFAULT_MAX_DEPTH = 64;

/** Levels that functions here may go down by calling themselves; what is deeper is for the strict parser, which does not. */
const MAX_RECURSION = 512;

/** So many levels cost `JSON.parse` no more than 10 ms. A text has at most one for each of its UTF-16 units. */
const HARMLESS_LEVELS = 65_536;

/** What a level of objects takes at least: `{"":`. */
const OBJECT_LEVEL = 4;

/**
 * Reads a JSON text as RFC 8259 has it, and refuses what `JSON.parse` lets pass but no client means: a name given twice,
 * `__proto__` and the like, half of a surrogate pair, a number no double can hold, nesting without end.
 *
 * Good texts take the engine's parser and a cheap inspection; the strict parser has the last word on all others.
 * docs/adr/0004-decimals.md has what each part costs.
 *
 * @throws FhirError `invalid-request` (400) with one issue of code `structure`: text, hint, expression, position
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): JsonValue {
  const { maxDepth = DEFAULT_MAX_DEPTH, wellFormed = text.isWellFormed() } = options;
  const value = wellFormed ? parseQuickly(text, Math.min(maxDepth, MAX_RECURSION)) : undefined;
  return value ?? parseStrictly(text, maxDepth);
}

/** The value of a well-formed text when it is beyond doubt (and not null: the strict parser can do that one). */
function parseQuickly(text: string, maxDepth: number): JsonValue | undefined {
  if (mayBeCostly(text) && isDeeperThan(text, maxDepth)) return undefined;
  const value = parseWithEngine(text);
  if (value === undefined) return undefined;
  const stock = new Stock();
  if (!stock.take(value, maxDepth)) return undefined;
  const { strings, decimals, escapedNames } = surveyText(text, stock.numbers > 0);
  // A name given twice leaves one member: then the value holds fewer strings than the text. What the engine makes of a
  // name with an escape is not sure on every version of it.
  if (strings !== stock.strings || escapedNames) return undefined;
  return decimals.length === 0 ? value : restoreDecimals(value, decimals);
}

function parseWithEngine(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** How many strings (names are strings, too) and numbers a value holds. */
class Stock {
  strings = 0;
  numbers = 0;

  /** @returns false when the depth, a name or a string is not acceptable */
  take(value: JsonValue, maxDepth: number): boolean {
    if (typeof value === 'string') return this.takeString(value);
    if (typeof value === 'number') this.numbers += 1;
    if (typeof value !== 'object' || value === null) return true;
    if (maxDepth <= 0) return false;
    if (Array.isArray(value)) {
      for (const item of value) if (!this.take(item, maxDepth - 1)) return false;
      return true;
    }
    for (const name in value) {
      const member = (value as JsonObject)[name]!;
      if (isForbiddenKey(name) || !this.takeString(name) || !this.take(member, maxDepth - 1)) return false;
    }
    return true;
  }

  private takeString(string: string): boolean {
    this.strings += 1;
    return string.isWellFormed();
  }
}

/** Whether the text may be one of nothing but levels, made to keep the engine busy. */
function mayBeCostly(text: string): boolean {
  if (text.length <= HARMLESS_LEVELS) return false;
  if (hasMoreThan(HARMLESS_LEVELS, '[', text)) return true;
  return text.length > HARMLESS_LEVELS * OBJECT_LEVEL && hasMoreThan(HARMLESS_LEVELS, '{', text);
}

function hasMoreThan(limit: number, bracket: string, text: string): boolean {
  let found = 0;
  for (let at = text.indexOf(bracket); at >= 0 && found <= limit; at = text.indexOf(bracket, at + 1)) found += 1;
  return found > limit;
}

function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 0x20) continue;
    if (code === 0x22) at = closingQuote(text, at);
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}
