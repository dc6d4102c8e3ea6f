import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { isId } from '../model/logical-id';
import type { SearchRequest } from './search';
import type { SortPosition, SortValues } from './sort-position';

/**
 * The cursor of a store that pages in the order of ids.
 * @param id the last id on the page
 */
export function cursorAfter(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/**
 * Inverse of `cursorAfter`.
 * @throws FhirError `invalid-request` when `cursorAfter` did not make the cursor
 */
export function idOfCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isId(id) || cursorAfter(id) !== cursor) throw unusableCursor();
  return id;
}

/** The cursor of a store that pages in a sort order of its own. */
export function cursorAt({ keys, id }: SortPosition): string {
  return Buffer.from(JSON.stringify([...keys, id])).toString('base64url');
}

/**
 * Inverse of `cursorAt`.
 * @param keys the number of sort keys
 * @throws FhirError `invalid-request` when it is not such a cursor, or has another number of keys
 */
export function positionOfCursor(cursor: string, keys: number): SortPosition {
  const parts = parsed(Buffer.from(cursor, 'base64url').toString());
  const id = parts.at(-1);
  const values = parts.slice(0, -1);
  if (typeof id !== 'string' || !isId(id) || values.length !== keys || !values.every(isValues)) throw unusableCursor();
  return { keys: values, id };
}

/** The border of a page. */
export interface PageBorder {
  readonly place: SortPosition;
  /** The page ends at `place` instead of beginning there. */
  readonly backwards: boolean;
}

/** Texts that sort before all ids and after all ids. */
const FIRST = '';
const LAST = '~';

/**
 * The border of the requested page, for a store that uses `cursorAt` (without `sort`, `cursorAfter`) for cursors and
 * compares ids as texts. For a `SearchBorder`, the id is a text that sorts before or after all ids.
 * @returns undefined for the first page
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export function borderOf({ sort = [], after, before, border }: SearchRequest): PageBorder | undefined {
  if (border) {
    const { side, keys, ties } = border;
    const isFirst = (side === 'after') === ties;
    const descends = sort[0]?.descending === true;
    return { place: { keys, id: isFirst === descends ? LAST : FIRST }, backwards: side === 'before' };
  }
  const cursor = after ?? before;
  if (cursor === undefined) return undefined;
  const place = sort.length === 0 ? { keys: [], id: idOfCursor(cursor) } : positionOfCursor(cursor, sort.length);
  return { place, backwards: before !== undefined };
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** A key of any kind has at most two values. */
function isValues(value: unknown): value is SortValues | null {
  if (value === null) return true;
  return Array.isArray(value) && value.length <= 2 && value.every((each) => ['string', 'number'].includes(typeof each));
}

/** The error for a cursor that the store cannot continue from. */
export function unusableCursor(): FhirError {
  const text = say`${'_cursor'} must be ${say`taken unchanged from a next link`}`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._cursor' }]);
}
