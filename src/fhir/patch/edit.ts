import type { JsonObject } from '../json/json-value';
import { isPrimitive } from '../model/definitions';
import { readEntries, writeEntries, type Entry } from './members';
import { membersOf, type Location } from './path/location';

/**
 * Changes the children of one element and returns the new resource. Only the element and its ancestors are copied;
 * everything else is shared with the original.
 *
 * An element left empty is removed, and so are its ancestors if they become empty, because FHIR JSON has no empty
 * objects.
 *
 * @param change modifies a copy of the element's members
 * @see https://hl7.org/fhir/R4/json.html
 */
export function withMembers(location: Location, change: (members: JsonObject) => void): JsonObject {
  const members = { ...membersOf(location) };
  change(members);
  const { parent, element, key, index } = location;
  if (!parent || !element) return members;

  const kept = Object.keys(members).length > 0 ? members : undefined;
  const entry: Entry = isPrimitive(location.type) ? { value: location.value, sibling: kept } : { value: kept };
  return withMembers(parent, (siblings) => {
    const entries = readEntries(siblings, key);
    const gone = entry.value === undefined && entry.sibling === undefined;
    entries.splice(index ?? 0, 1, ...(gone ? [] : [entry]));
    writeEntries(siblings, key, entries, index !== undefined);
  });
}
