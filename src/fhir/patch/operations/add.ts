import type { JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { jsonName } from '../../model/definitions';
import { withMembers } from '../edit';
import { readEntries, writeEntries } from '../members';
import type { AddOperation } from '../parse/patch-operation';
import { inapplicable } from '../patch-fault';
import { pathOf } from '../path/location';
import { fit } from '../values/fit';
import { elementNamed, occupiedKey, theOne, type Workpiece } from './target';

/** Appends to a list, or sets an element that does not exist yet. */
export function add(operation: AddOperation, piece: Workpiece): JsonObject {
  const parent = theOne(operation, operation.path, piece);
  const named = elementNamed(parent, operation.name, operation.at('name'));
  const { element } = named;
  if (!element.repeats && occupiedKey(parent, element) !== undefined) {
    throw inapplicable({
      code: 'duplicate',
      text: say`${pathOf(parent)}.${element.name} is already present and does not repeat.`,
      hint: say`Use replace with the path ${pathOf(parent)}.${element.name}.`,
      expression: operation.at('name'),
    });
  }
  const { type, entry } = fit(operation.value, element, named.type);
  const key = jsonName(element, type);
  return withMembers(parent, (members) => {
    writeEntries(members, key, [...readEntries(members, key), entry], element.repeats);
  });
}
