import type { JsonObject } from '../../json/json-value';
import { jsonName } from '../../model/definitions';
import { withMembers } from '../edit';
import { readEntries, writeEntries } from '../members';
import type { ReplaceOperation } from '../parse/patch-operation';
import { fit } from '../values/fit';
import { theOne, type Workpiece } from './target';
import { withinResource } from './within-resource';

/** Replaces a whole element, including its id and extensions; a choice may change its type. */
export function replace(operation: ReplaceOperation, piece: Workpiece): JsonObject {
  const { parent, element, key, index } = withinResource(operation, theOne(operation, operation.path, piece));
  const { type, entry } = fit(operation.value, element);
  return withMembers(parent, (members) => {
    const entries = readEntries(members, key);
    entries[index ?? 0] = entry;
    const newKey = jsonName(element, type);
    if (newKey !== key) writeEntries(members, key, [], false);
    writeEntries(members, newKey, entries, index !== undefined);
  });
}
