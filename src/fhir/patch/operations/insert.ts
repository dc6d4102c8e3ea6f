import type { JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { elementCount } from '../counts';
import { withMembers } from '../edit';
import { writeEntries } from '../members';
import type { InsertOperation } from '../parse/patch-operation';
import { inapplicable } from '../patch-fault';
import { pathOf } from '../path/location';
import { fit } from '../values/fit';
import { theCollection, type Workpiece } from './target';

/**
 * Inserts an element before the one at an index, or at the end when the index is the length of the list. An absent list
 * has length 0.
 */
export function insert(operation: InsertOperation, piece: Workpiece): JsonObject {
  const { parent, element, entries } = theCollection(operation, piece);
  const { index } = operation;
  if (index < 0 || index > entries.length) {
    throw inapplicable({
      code: 'value',
      text: say`The index ${index} is out of range: ${pathOf(parent)}.${element.name} has ${elementCount(entries.length)}.`,
      hint: entries.length === 0 ? say`The only index is 0.` : say`The index must be 0 to ${entries.length}.`,
      expression: operation.at('index'),
    });
  }
  const { entry } = fit(operation.value, element);
  entries.splice(index, 0, entry);
  return withMembers(parent, (members) => writeEntries(members, element.name, entries, true));
}
