import { isJsonObject, type JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import { systemClock, type Clock } from '../../ports/clock';
import type { IndexEntry } from '../../ports/index-change';
import type { DateValue } from '../../ports/search';
import { unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind } from './kind';
import { withPrefix } from './prefix';
import { BEGINNING, END, timeSpan } from './time-span';

/** `ap` accepts this share of the time between the date and now. */
const NEAR = 0.1;

/** @see https://hl7.org/fhir/R4/search.html#date */
export const date: Kind = {
  index: 'date',
  extras: [],
  elements: {
    ...Object.fromEntries(['date', 'dateTime', 'instant'].map((type) => [type, dateEntries] as const)),
    Period: periodEntries,
  },
  modifiers: () => [],
  clause: ({ code, indexedAs = code }, { alternatives, clock }) => ({
    kind: 'date',
    code: indexedAs,
    values: alternatives.map((text) => dateOf(code, unescape(text), clock)),
  }),
  documentation: {
    en: 'A date such as `2026`, `2026-01` or `2026-01-31T08:00:00Z`, after `eq` (or nothing), `ne`, `gt`, `lt`, `ge`, `le`, `sa`, `eb` or `ap`; commas mean OR.',
    fr: 'Une date telle que `2026`, `2026-01` ou `2026-01-31T08:00:00Z`, après `eq` (ou rien), `ne`, `gt`, `lt`, `ge`, `le`, `sa`, `eb` ou `ap` ; la virgule veut dire « ou ».',
  },
};

/** @throws FhirError `invalid-request` for a text that is not a date */
export function dateOf(code: string, text: string, clock: Clock = systemClock): DateValue {
  const { prefix, rest } = withPrefix(text.trim());
  const span = timeSpan(rest);
  if (!span) {
    const hint = say`Write ${code}=2026-01-31, optionally with a time and a time zone, and with a prefix such as ge.`;
    throw wrongValue(code, say`${excerptOf(text)} is not a date`, hint);
  }
  if (prefix !== 'ap') return { prefix, ...span };
  const reach = Math.round(Math.abs(clock().getTime() - span.low) * NEAR);
  return { prefix, low: Math.max(BEGINNING, span.low - reach), high: Math.min(END, span.high + reach) };
}

function dateEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  const span = typeof value === 'string' ? timeSpan(value) : undefined;
  return span ? [{ kind: 'date', code, ...span }] : NO_ENTRIES;
}

/** A missing end is open. */
function periodEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const [start, end] = [value['start'], value['end']].map((each) =>
    typeof each === 'string' ? timeSpan(each) : undefined,
  );
  if (!start && !end) return NO_ENTRIES;
  const [low, high] = [start?.low ?? BEGINNING, end?.high ?? END];
  return low <= high ? [{ kind: 'date', code, low, high }] : NO_ENTRIES;
}
