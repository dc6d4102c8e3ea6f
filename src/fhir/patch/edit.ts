import type { JsonObject } from '../json/json-value';
import { isPrimitive } from '../model/definitions';
import { readEntries, writeEntries, type Entry } from './members';
import { membersOf, type Location } from './path/location';

/**
 * The resource with the children of one element changed. Only what lies between the element and the root is copied; the
 * rest is shared with the resource given.
 *
 * An element that is left with nothing goes away itself, and so on upwards: FHIR JSON has no empty object.
 *
 * @param change puts the new children into a copy of the old ones
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
