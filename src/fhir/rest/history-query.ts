import type { FhirError } from '../errors/fhir-error';
import { primitiveDefinition } from '../model/definitions';
import { say } from '../messages';
import type { HistoryTimes, TimeBounds } from '../ports/versions';
import { timeSpan } from '../search';
import { ABOUT_THE_ANSWER, requireKnown } from './known-parameters';
import { mustBe, readCount, shapeOf, type Pairs } from './paging';
import type { Parameters } from './request-parameters';

const INSTANT = new RegExp(`^(?:${primitiveDefinition('dateTime')!.regex!})$`);

export interface HistoryQuery extends HistoryTimes {
  /** Entries per page, 1..1000. */
  readonly count: number;
  /** `_before`: our own parameter in `next` links, where the page begins as the store wrote it. */
  readonly cursor?: string;
  /** How the versions shall be shown. */
  readonly shape: Pairs;
}

const KNOWN = ['_count', '_since', '_at', '_before', ...ABOUT_THE_ANSWER];

/**
 * @param lenient what is unknown is left out
 * @throws FhirError `invalid-request` for a value that cannot be meant, and for parameters that are unknown here
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function readHistoryQuery(query: Parameters, lenient = false): HistoryQuery {
  if (!lenient) requireKnown(query, KNOWN);
  const { _count: count, _before: before } = query;
  return {
    count: readCount(count, 1),
    ...readTimes(query),
    ...(before !== undefined && { cursor: readCursor(before) }),
    shape: shapeOf(query),
  };
}

/** The parameters that were used, as the end of an address. @param search with its question mark, or empty */
export function usedOf(search: string): string {
  const given = new URLSearchParams(search);
  if ([...given.keys()].every((name) => KNOWN.includes(name))) return search;
  const used = new URLSearchParams([...given].filter(([name]) => KNOWN.includes(name)));
  return used.size > 0 ? `?${used.toString()}` : '';
}

/** The query of the page after, as text. */
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
export function readTimes({ _since: since, _at: at }: Parameters): HistoryTimes {
  return {
    ...(since !== undefined && { since: readInstant(since) }),
    ...(at !== undefined && { at: readTime(at) }),
  };
}

/** The same as they stand in links; a time is told by both its ends. */
export function timesAsked({ since, at }: HistoryTimes): Pairs {
  return [
    ...(since ? [['_since', since.toISOString()] as const] : []),
    ...(at ? [['_at', `${at.from.toISOString()},${at.until.toISOString()}`] as const] : []),
  ];
}

function readTime(value: unknown): TimeBounds {
  const wrong = (): FhirError => mustBe('_at', say`a date or an instant, such as 2026-01-31`);
  if (typeof value !== 'string') throw wrong();
  // Our own links name both ends.
  const [first, last = first] = value.split(',').map((each) => timeSpan(each));
  if (!first || !last || value.split(',').length > 2 || first.low > last.high) throw wrong();
  return { from: new Date(first.low), until: new Date(last.high) };
}

function readInstant(value: unknown): Date {
  // A `+` of a time zone that was not percent-encoded arrives as a space.
  const text = typeof value === 'string' ? value.replace(' ', '+') : '';
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()))
    throw mustBe('_since', say`an instant, such as 2026-01-31T08:00:00Z`);
  return instant;
}

function readCursor(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9\-._~]{1,128}$/.test(value))
    throw mustBe('_before', say`taken from a next link as it stands`);
  return value;
}
