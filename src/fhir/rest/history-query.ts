import { FhirError } from '../errors/fhir-error';
import { primitiveDefinition } from '../model/definitions';

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1_000;
const INSTANT = new RegExp(`^(?:${primitiveDefinition('dateTime')!.regex!})$`);

export interface HistoryQuery {
  /** Entries per page, 1..1000. */
  readonly count: number;
  readonly since?: Date;
  /** `_before`: our own parameter in `next` links, the version where the page before ended. */
  readonly before?: string;
}

/** @throws FhirError `invalid-request` for a value that cannot be meant. @see https://hl7.org/fhir/R4/http.html#history */
export function readHistoryQuery(query: Readonly<Record<string, unknown>>): HistoryQuery {
  const { _count: count, _since: since, _before: before } = query;
  return {
    count: count === undefined ? DEFAULT_COUNT : readCount(count),
    ...(since !== undefined && { since: readInstant(since) }),
    ...(before !== undefined && { before: readVersion(before) }),
  };
}

/** The query of the page after, as text. */
export function nextQuery({ count, since }: HistoryQuery, before: string): string {
  const query = new URLSearchParams({
    _count: String(count),
    ...(since && { _since: since.toISOString() }),
    _before: before,
  });
  return query.toString();
}

function readCount(value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value) || Number(value) === 0) {
    throw wrong('_count', `a whole number from 1 to ${MAX_COUNT}`);
  }
  return Math.min(Number(value), MAX_COUNT);
}

function readInstant(value: unknown): Date {
  // A `+` of a time zone that was not percent-encoded arrives as a space.
  const text = typeof value === 'string' ? value.replace(' ', '+') : '';
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()))
    throw wrong('_since', 'an instant, such as 2026-01-31T08:00:00Z');
  return instant;
}

function readVersion(value: unknown): string {
  if (typeof value !== 'string' || !/^[1-9]\d{0,8}$/.test(value))
    throw wrong('_before', 'taken from a next link as it stands');
  return value;
}

function wrong(parameter: string, legal: string): FhirError {
  const text = `${parameter} must be ${legal}`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${parameter}` }]);
}
