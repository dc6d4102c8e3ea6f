import { say } from '../messages';
import type { SearchPrefix } from '../ports/search';
import type { TimeBounds } from '../ports/versions';
import { timeSpan, withPrefix } from '../search';
import { mustBe, type Pairs } from './paging';

interface Period {
  readonly from: number;
  readonly until: number;
}

/** No version was written before or will be written after this. */
const ALWAYS: Period = { from: 0, until: Date.UTC(10_000, 0, 1) - 1 };

/** The period that a prefix makes of the span of its date; other prefixes say nothing about a period. */
const PERIODS: Partial<Record<SearchPrefix, (low: number, high: number) => Period>> = {
  eq: (low, high) => ({ from: low, until: high }),
  ge: (low) => ({ ...ALWAYS, from: low }),
  gt: (_low, high) => ({ ...ALWAYS, from: high + 1 }),
  le: (_low, high) => ({ ...ALWAYS, until: high }),
  lt: (low) => ({ ...ALWAYS, until: low - 1 }),
};

/**
 * The period of `_at`: a date like that of a date search, or several, such as `ge2026-01-01` and `le2026-06-30`, for
 * what they have in common.
 * @throws FhirError `invalid-request`
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function readAt(value: string | readonly string[]): TimeBounds {
  const all = [value].flat().map(periodOf);
  const [from, until] = [Math.max(...all.map((each) => each.from)), Math.min(...all.map((each) => each.until))];
  if (all.length > 1 && from > until)
    throw mustBe('_at', say`periods with a moment in common, such as ge2026-01-01 and le2026-12-31`);
  return { from: new Date(from), until: new Date(until) };
}

/** The same period as it appears in links. */
export function asAt({ from, until }: TimeBounds): Pairs {
  return [
    ...(from.getTime() > ALWAYS.from ? [['_at', `ge${from.toISOString()}`] as const] : []),
    ...(until.getTime() < ALWAYS.until ? [['_at', `le${until.toISOString()}`] as const] : []),
  ];
}

function periodOf(text: string): Period {
  const { prefix, rest } = withPrefix(text);
  const span = timeSpan(rest);
  const period = span && PERIODS[prefix]?.(span.low, span.high);
  if (!period)
    throw mustBe('_at', say`a date or an instant, such as 2026-01-31, without a prefix or with ge, gt, le or lt`);
  return period;
}
