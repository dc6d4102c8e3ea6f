import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { readTree, elementsOf } from './xml-tree';
import { writeTree } from './write-tree';

/** Elements within each other in a narrative; the validation of resources allows fewer. */
const DEPTH = 256;

/** What each narrative of a resource is when it has been read and written again, with the text it was. */
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

/** Gives the narratives that no operation touched the very text they had: entities, quotes and all. */
export function restoreNarratives(value: JsonObject | JsonValue[], known: ReadonlyMap<string, string>): void {
  for (const [name, member] of Object.entries(value)) {
    if (name === 'div' && typeof member === 'string') (value as JsonObject)[name] = known.get(member) ?? member;
    else if (Array.isArray(member) || isJsonObject(member)) restoreNarratives(member, known);
  }
}
