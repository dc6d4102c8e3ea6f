import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { isId } from '../model/logical-id';

/** The cursor of a store whose pages are in the order of ids. @param id the last one on the page */
export function cursorAfter(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/**
 * The id that `cursorAfter` was given.
 * @throws FhirError `invalid-request` for what is no such cursor
 */
export function idOfCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isId(id) || cursorAfter(id) !== cursor) throw unusableCursor();
  return id;
}

/** The error of a store that cannot go on from a cursor. */
export function unusableCursor(): FhirError {
  const text = say`${'_cursor'} must be ${say`taken from a next link as it stands`}`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._cursor' }]);
}
