import type { JsonObject } from '../../json/json-value';
import type { PatchOperation } from '../parse/patch-operation';
import { add } from './add';
import { remove } from './delete';
import { insert } from './insert';
import { move } from './move';
import { replace } from './replace';
import type { Workpiece } from './target';

/**
 * Applies an operation and returns the new resource; undefined when there was nothing to delete.
 * @throws FhirError `unprocessable`
 */
export function applyOperation(operation: PatchOperation, piece: Workpiece): JsonObject | undefined {
  switch (operation.type) {
    case 'add':
      return add(operation, piece);
    case 'insert':
      return insert(operation, piece);
    case 'delete':
      return remove(operation, piece);
    case 'replace':
      return replace(operation, piece);
    case 'move':
      return move(operation, piece);
  }
}
