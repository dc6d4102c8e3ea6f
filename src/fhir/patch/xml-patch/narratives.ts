import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { readTree, elementsOf } from './xml-tree';
import { writeTree } from './write-tree';

/** Maximum nesting of elements in a narrative; resource validation allows fewer. */
const DEPTH = 256;

/** Maps the normalised form of each narrative (parsed and serialised again) to its original text. */
export function narrativesOf(value: JsonValue, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (Array.isArray(value)) value.forEach((item) => narrativesOf(item, found));
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name === 'div' && typeof member === 'string')
        found.set(writeTree(elementsOf(readTree(member, DEPTH))[0]!), member);
      else narrativesOf(member, found);
    }
  }
  return found;
}

/** Restores the original text, including entities and quotes, of narratives that no operation changed. */
export function restoreNarratives(value: JsonObject | JsonValue[], known: ReadonlyMap<string, string>): void {
  for (const [name, member] of Object.entries(value)) {
    if (name === 'div' && typeof member === 'string') (value as JsonObject)[name] = known.get(member) ?? member;
    else if (Array.isArray(member) || isJsonObject(member)) restoreNarratives(member, known);
  }
}
