import type { JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { elementCount } from '../counts';
import { withMembers } from '../edit';
import { writeEntries } from '../members';
import type { MoveOperation } from '../parse/patch-operation';
import { inapplicable } from '../patch-fault';
import { explainNoMatch } from '../path/explain';
import { pathOf } from '../path/location';
import { NothingMatches, theCollection, type Workpiece } from './target';

/** Removes an element from its list and reinserts it at the destination index of the resulting list. */
export function move(operation: MoveOperation, piece: Workpiece): JsonObject {
  const { parent, element, entries } = theCollection(operation, piece);
  const { length } = entries;
  if (length === 0) {
    throw new NothingMatches({
      code: 'not-found',
      ...explainNoMatch(operation.path, piece.resource, piece.budget),
      expression: operation.at('path'),
    });
  }
  for (const end of ['source', 'destination'] as const) {
    const index = operation[end];
    if (index >= 0 && index < length) continue;
    throw inapplicable({
      code: 'value',
      text: say`The ${end} ${index} is out of range: ${pathOf(parent)}.${element.name} has ${elementCount(length)}.`,
      hint: length === 1 ? say`The only index is 0.` : say`The ${end} must be 0 to ${length - 1}.`,
      expression: operation.at(end),
    });
  }
  const [moved] = entries.splice(operation.source, 1);
  entries.splice(operation.destination, 0, moved!);
  return withMembers(parent, (members) => writeEntries(members, element.name, entries, true));
}
