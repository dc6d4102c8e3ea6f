import { isForbiddenKey } from './forbidden-keys';
import type { JsonObject, JsonValue } from './json-value';
import { closingQuote, surveyText } from './number-tokens';
import { restoreDecimals } from './restore-decimals';
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
  const stock = value === undefined ? undefined : takeStock(value, maxDepth);
  if (!stock) return undefined;
  const { strings, decimals } = surveyText(text, stock.numbers > 0);
  // A name given twice leaves one member: then the value holds fewer strings than the text.
  if (strings !== stock.strings) return undefined;
  return decimals.length === 0 ? value : restoreDecimals(value!, decimals);
}

function parseWithEngine(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** How many strings (names are strings, too) and numbers a value holds. */
interface Stock {
  readonly strings: number;
  readonly numbers: number;
}

/** Counts level by level; undefined when the depth or a name is not acceptable. */
function takeStock(root: JsonValue, maxDepth: number): Stock | undefined {
  let strings = 0;
  let numbers = 0;
  let deeper: Container[] = [];
  const count = (value: JsonValue): void => {
    if (typeof value === 'string') strings += 1;
    else if (typeof value === 'number') numbers += 1;
    else if (typeof value === 'object' && value !== null) deeper.push(value as Container);
  };
  count(root);
  for (let depth = 1; deeper.length > 0; depth += 1) {
    if (depth > maxDepth) return undefined;
    const level = deeper;
    deeper = [];
    for (const container of level) {
      if (Array.isArray(container)) {
        for (const item of container) count(item);
        continue;
      }
      for (const name in container) {
        if (isForbiddenKey(name)) return undefined;
        strings += 1;
        count(container[name]!);
      }
    }
  }
  return { strings, numbers };
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
