/// <reference lib="es2024.string" />
import { isForbiddenKey } from './forbidden-keys';
import type { JsonObject, JsonValue } from './json-value';
import { closingQuote, surveyText } from './number-tokens';
import { restoreDecimals } from './restore-decimals';
import { stepsOf, type Steps } from '../steps';
import { parseStrictly } from './strict-parser';

export interface ParseJsonOptions {
  /** Maximum nesting of objects and arrays. Default: 64. */
  readonly maxDepth?: number;
  /**
   * Whether the text is known to be without lone surrogates, like any text decoded from UTF-8. By default every
   * character is checked.
   */
  readonly wellFormed?: boolean;
}

const DEFAULT_MAX_DEPTH = 64;

/** Maximum depth of the recursive functions here. Deeper texts go to the strict parser, which is not recursive. */
const MAX_RECURSION = 512;

/** `JSON.parse` takes at most 10 ms for this many levels. A text has at most one level per UTF-16 unit. */
const HARMLESS_LEVELS = 65_536;

/** Characters per level of objects, at least: `{"":`. */
const OBJECT_LEVEL = 4;

/**
 * Parses JSON according to RFC 8259, and refuses what `JSON.parse` accepts although no client can mean it: duplicate
 * names, `__proto__` and the like, lone surrogates, numbers beyond a double, and unlimited nesting.
 *
 * Valid texts are parsed by the engine and inspected cheaply; all others go to the strict parser, which decides.
 * docs/adr/0004-decimals.md lists the cost of each part.
 *
 * @throws FhirError `invalid-request` (400) with one issue of code `structure`: text, hint, expression, position
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): JsonValue {
  return certainValue(text, options) ?? parseStrictly(text, depthOf(options));
}

/** The same; what the strict parser does is done in steps. */
export function* parseJsonSteps(text: string, options: ParseJsonOptions = {}): Steps<JsonValue> {
  const value = certainValue(text, options);
  if (value !== undefined) return value;
  yield;
  return yield* stepsOf(parseStrictly, text, depthOf(options));
}

const depthOf = ({ maxDepth = DEFAULT_MAX_DEPTH }: ParseJsonOptions): number => maxDepth;

/** The value of a text that is certainly valid; undefined otherwise, and for null, which the strict parser handles. */
function certainValue(text: string, options: ParseJsonOptions): JsonValue | undefined {
  const { wellFormed = text.isWellFormed() } = options;
  return wellFormed ? parseQuickly(text, Math.min(depthOf(options), MAX_RECURSION)) : undefined;
}

function parseQuickly(text: string, maxDepth: number): JsonValue | undefined {
  if (mayBeCostly(text) && isDeeperThan(text, maxDepth)) return undefined;
  const value = parseWithEngine(text);
  if (value === undefined) return undefined;
  const stock = new Stock();
  if (!stock.take(value, maxDepth)) return undefined;
  const { strings, decimals, escapedNames } = surveyText(text, stock.numbers > 0);
  // Of members with the same name only one is kept, so the value then has fewer strings than the text. For names with
  // escapes, the result is not certain to be the same in every version of the engine.
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

/** Number of strings (including names) and of numbers in a value. */
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

/** Whether the text may consist of brackets only, made to keep the engine busy. */
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
