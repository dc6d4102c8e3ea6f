import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import type { IndexEntry, QuantityEntry } from '../../ports/index-change';
import type { QuantityValue, TokenValue } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind } from './kind';
import { withPrefix } from './prefix';

const NUMBER = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
/** `ap` accepts this share of a number. */
const NEAR = 0.1;
const CURRENCIES = 'urn:iso:std:iso:4217';

const PREFIXES_EN = 'after `eq` (or nothing), `ne`, `gt`, `lt`, `ge`, `le`, `sa`, `eb` or `ap`; commas mean OR.';
const PREFIXES_FR =
  'après `eq` (ou rien), `ne`, `gt`, `lt`, `ge`, `le`, `sa`, `eb` ou `ap` ; la virgule veut dire « ou ».';

/** @see https://hl7.org/fhir/R4/search.html#number */
export const number: Kind = {
  index: 'quantity',
  extras: [],
  elements: Object.fromEntries(
    ['integer', 'positiveInt', 'unsignedInt', 'decimal'].map((type) => [type, numberEntries] as const),
  ),
  modifiers: () => [],
  clause: ({ code, indexedAs = code }, { alternatives }) => ({
    kind: 'quantity',
    code: indexedAs,
    values: alternatives.map((text) => numberOf(code, unescape(text))),
  }),
  documentation: { en: `A number such as \`12\`, ${PREFIXES_EN}`, fr: `Un nombre tel que \`12\`, ${PREFIXES_FR}` },
};

/** @see https://hl7.org/fhir/R4/search.html#quantity */
export const quantity: Kind = {
  index: 'quantity',
  extras: [],
  elements: {
    ...Object.fromEntries(
      ['Quantity', 'Age', 'Count', 'Distance', 'Duration', 'SimpleQuantity'].map(
        (type) => [type, quantityEntries] as const,
      ),
    ),
    Range: rangeEntries,
    Money: moneyEntries,
  },
  modifiers: () => [],
  clause: ({ code, indexedAs = code }, { alternatives }) => ({
    kind: 'quantity',
    code: indexedAs,
    values: alternatives.map((text) => quantityOf(code, text)),
  }),
  documentation: {
    en: `\`number\` in any unit, \`number|system|code\`, or \`number||unit\`, ${PREFIXES_EN}`,
    fr: `\`nombre\` dans n’importe quelle unité, \`nombre|système|code\` ou \`nombre||unité\`, ${PREFIXES_FR}`,
  },
};

function numberOf(code: string, text: string): QuantityValue {
  const { prefix, rest } = withPrefix(text.trim());
  const read = digitsOf(rest);
  if (!read) {
    const hint = say`Write ${code}=12, optionally with a prefix such as gt.`;
    throw wrongValue(code, say`${excerptOf(text)} is not a number`, hint);
  }
  const { value, reach } = read;
  const near = prefix === 'ap' ? Math.max(Math.abs(value) * NEAR, reach) : reach;
  return { prefix, value, low: value - near, high: value + near };
}

function quantityOf(code: string, text: string): QuantityValue {
  const [number = '', ...unit] = splitAt('|', text).map((each) => unescape(each).trim());
  const [system = '', symbol = ''] = unit;
  if (unit.length > 2 || unit.length === 1 || (unit.length === 2 && symbol === '' && system !== '')) {
    const hint = say`Write ${code}=number, ${code}=number|system|code or ${code}=number||unit.`;
    throw wrongValue(code, say`${excerptOf(text)} is not a quantity`, hint);
  }
  const wanted: TokenValue | undefined =
    symbol === '' ? undefined : system === '' ? { value: symbol } : { system: systemOf(system), value: symbol };
  return { ...numberOf(code, number), ...(wanted && { unit: wanted }) };
}

/** UCUM is also written with `https`. */
function systemOf(uri: string): string {
  return uri === 'https://unitsofmeasure.org' ? 'http://unitsofmeasure.org' : uri;
}

/** The number, and half a unit of its last digit: `100` means 99.5 to 100.5. */
function digitsOf(text: string): { readonly value: number; readonly reach: number } | undefined {
  const [, , , fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) return undefined;
  return { value, reach: Number(`0.5e${Number(exponent) - fraction.length}`) };
}

function numberEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  return entriesOf(code, value, value, {});
}

function quantityEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  return entriesOf(code, value['value'], value['value'], value);
}

/** A missing end is open: the largest representable number. */
function rangeEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const [low, high] = [value['low'], value['high']].map((each) => (isJsonObject(each) ? each : undefined));
  const unit = low ?? high;
  if (!unit) return NO_ENTRIES;
  return entriesOf(code, low?.['value'] ?? -Number.MAX_VALUE, high?.['value'] ?? Number.MAX_VALUE, unit);
}

function moneyEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const { currency } = value;
  const unit: JsonObject = typeof currency === 'string' ? { system: CURRENCIES, code: currency } : {};
  return entriesOf(code, value['value'], value['value'], unit);
}

/** A unit with both a code and a name is found by either. */
function entriesOf(
  code: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  said: Readonly<JsonObject>,
): readonly IndexEntry[] {
  if (!isJsonNumber(from) || !isJsonNumber(to)) return NO_ENTRIES;
  const [low, high] = [Number(from), Number(to)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return NO_ENTRIES;
  const entry = (system: string, unit: string): QuantityEntry => ({ kind: 'quantity', code, low, high, system, unit });
  const { system, code: symbol, unit } = said;
  const names: QuantityEntry[] = [];
  if (typeof symbol === 'string') names.push(entry(typeof system === 'string' ? systemOf(system) : '', symbol));
  if (typeof unit === 'string' && unit !== symbol) names.push(entry('', unit));
  return names.length > 0 ? names : [entry('', '')];
}
