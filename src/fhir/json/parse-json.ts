import { isForbiddenKey } from './forbidden-keys';
import type { JsonObject, JsonValue } from './json-value';
import { parseStrictly } from './strict-parser';
import { mayHoldLoneSurrogate } from './surrogates';

export interface ParseJsonOptions {
  /** How many objects and arrays may be open at once. Default: 64. */
  readonly maxDepth?: number;
}

type Container = JsonObject | JsonValue[];

const DEFAULT_MAX_DEPTH = 64;

/** Above this many UTF-16 units a nesting attack costs `JSON.parse` more than 10 ms, so depth is looked at before it runs. */
const LARGE_TEXT = 65_536;

/**
 * Reads a JSON text as RFC 8259 has it, and refuses what `JSON.parse` lets pass but no client means: a name given twice,
 * `__proto__` and the like, half of a surrogate pair, a number no double can hold, nesting without end.
 *
 * Good texts take the engine's parser and a cheap inspection; the strict parser has the last word on all others.
 *
 * @throws FhirError `invalid-request` (400) with one issue of code `structure`: text, hint, expression, position
 */
export function parseJson(text: string, { maxDepth = DEFAULT_MAX_DEPTH }: ParseJsonOptions = {}): JsonValue {
  return parseQuickly(text, maxDepth) ?? parseStrictly(text, maxDepth);
}

/** The value when it is beyond doubt (and not null: the strict parser can do that one). */
function parseQuickly(text: string, maxDepth: number): JsonValue | undefined {
  if (text.length > LARGE_TEXT && isDeeperThan(text, maxDepth)) return undefined;
  if (mayHoldLoneSurrogate(text)) return undefined;
  const value = parseWithEngine(text);
  if (value === undefined) return undefined;
  // A name given twice leaves one member: then the value holds fewer strings than the text.
  return countStrings(value, maxDepth) === countStringTokens(text) ? value : undefined;
}

function parseWithEngine(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * How many names and string values there are, level by level. NaN, which equals no other count, when depth, a name or
 * a number is not acceptable.
 */
function countStrings(root: JsonValue, maxDepth: number): number {
  let level: Container[] = [];
  let count = inspect(root, level);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) return NaN;
    const deeper: Container[] = [];
    for (const container of level) {
      if (Array.isArray(container)) {
        for (const item of container) count += inspect(item, deeper);
        continue;
      }
      for (const name in container) {
        if (isForbiddenKey(name)) return NaN;
        count += 1 + inspect(container[name]!, deeper);
      }
    }
    level = deeper;
  }
  return count;
}

/** Counts 1 for a string and NaN for a number out of range; puts an object or array aside for the next level. */
function inspect(value: JsonValue, containers: Container[]): number {
  if (typeof value === 'string') return 1;
  if (typeof value === 'object' && value !== null) containers.push(value);
  return value === Infinity || value === -Infinity ? NaN : 0;
}

/** How many string tokens a well-formed text holds. Hops from quote to quote, far quicker than a look at each character. */
function countStringTokens(text: string): number {
  let count = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    quote = closingQuote(text, quote);
    count += 1;
  }
  return count;
}

/** Offset of the quote that ends the string opened at `quote`; the text's length when none does. */
function closingQuote(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === 0x5c) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
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
