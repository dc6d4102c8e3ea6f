import type { JsonObject } from '../../json/json-value';
import { withMembers } from '../edit';
import { readEntries, writeEntries } from '../members';
import type { DeleteOperation } from '../parse/patch-operation';
import { withinResource } from './within-resource';
import { findOne, type Workpiece } from './target';

/** Removes one element; returns undefined when it does not exist. */
export function remove(operation: DeleteOperation, piece: Workpiece): JsonObject | undefined {
  const found = findOne(operation.path, piece, operation.at('path'));
  if (!found) return undefined;
  const { parent, key, index } = withinResource(operation, found);
  return withMembers(parent, (members) => {
    const entries = readEntries(members, key);
    entries.splice(index ?? 0, 1);
    writeEntries(members, key, entries, index !== undefined);
  });
}
