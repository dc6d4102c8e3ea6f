import { primitiveDefinition } from '../model/definitions';
import { say } from '../messages';
import type { HistoryTimes } from '../ports/versions';
import { asAt, readAt } from './at-period';
import { ABOUT_THE_ANSWER, requireKnown } from './known-parameters';
import { assertOnce, mustBe, once, readCount, shapeOf, type Pairs } from './paging';
import type { Parameters } from './request-parameters';

const INSTANT = new RegExp(`^(?:${primitiveDefinition('dateTime')!.regex!})$`);

export interface HistoryQuery extends HistoryTimes {
  /** Entries per page, 1..1000. */
  readonly count: number;
  /** `_before`: this server's own parameter in `next` links, holding the cursor of the store. */
  readonly cursor?: string;
  /** Parameters that determine the form of the answer. */
  readonly shape: Pairs;
}

const KNOWN = ['_count', '_since', '_at', '_before', ...ABOUT_THE_ANSWER];

/**
 * @param lenient ignore unknown parameters
 * @throws FhirError `invalid-request` for invalid values and unknown parameters
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function readHistoryQuery(query: Parameters, lenient = false): HistoryQuery {
  if (!lenient) requireKnown(query, KNOWN);
  const { _before: before } = query;
  return {
    count: readCount(once(query, '_count'), 1),
    ...readTimes(query),
    ...(before !== undefined && { cursor: readCursor(before) }),
    shape: shapeOf(query),
  };
}

/** The known part of a query string. @param search with its question mark, or empty */
export function usedOf(search: string): string {
  const given = new URLSearchParams(search);
  if ([...given.keys()].every((name) => KNOWN.includes(name))) return search;
  const used = new URLSearchParams([...given].filter(([name]) => KNOWN.includes(name)));
  return used.size > 0 ? `?${used.toString()}` : '';
}

/** The query string of the next page. */
export function nextQuery(query: HistoryQuery, cursor: string): string {
  const { count, shape } = query;
  return new URLSearchParams(
    [['_count', String(count)], ...timesAsked(query), ['_before', cursor], ...shape].map(([name = '', value = '']) => [
      name,
      value,
    ]),
  ).toString();
}

/** `_since` and `_at`. @throws FhirError `invalid-request` */
export function readTimes(query: Parameters): HistoryTimes {
  assertOnce(query, '_since');
  const { _since: since, _at: at } = query;
  return {
    ...(since !== undefined && { since: readInstant(since) }),
    ...(at !== undefined && { at: readAt(at) }),
  };
}

/** `_since` and `_at` as they appear in links. */
export function timesAsked({ since, at }: HistoryTimes): Pairs {
  return [...(since ? [['_since', since.toISOString()] as const] : []), ...(at ? asAt(at) : [])];
}

function readInstant(value: unknown): Date {
  // An unescaped `+` of a time zone arrives as a space.
  const text = typeof value === 'string' ? value.replace(' ', '+') : '';
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()))
    throw mustBe('_since', say`an instant, such as 2026-01-31T08:00:00Z`);
  return instant;
}

function readCursor(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9\-._~]{1,128}$/.test(value))
    throw mustBe('_before', say`taken unchanged from a next link`);
  return value;
}
