import type { JsonValue } from '../../json/json-value';
import type { JsonPointer } from './json-pointer';

interface Common {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly path: JsonPointer;
}

interface WithValue extends Common {
  readonly value: JsonValue;
}

interface WithFrom extends Common {
  readonly from: JsonPointer;
}

/** @see https://www.rfc-editor.org/rfc/rfc6902#section-4 */
export type JsonPatchOperation =
  | (WithValue & { readonly op: 'add' | 'replace' | 'test' })
  | (WithFrom & { readonly op: 'move' | 'copy' })
  | (Common & { readonly op: 'remove' });

export type JsonPatchMember = 'op' | 'path' | 'from' | 'value';

/** The members that each operation requires besides `op` and `path`. Others are ignored (RFC 6902, 4). */
export const MEMBERS_OF: Readonly<Record<JsonPatchOperation['op'], readonly JsonPatchMember[]>> = {
  add: ['value'],
  remove: [],
  replace: ['value'],
  move: ['from'],
  copy: ['from'],
  test: ['value'],
};
