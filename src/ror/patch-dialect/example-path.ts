import { typeDefinition, type ElementDefinition } from '../../fhir';

/** Elements that readers know best; what a hint names has to exist on the type it speaks of. */
const WELL_KNOWN = ['telecom', 'specialty', 'address', 'identifier', 'extension'];

/** A repeating first-level element that the type has: `Organization.telecom`. */
export function exampleList(resourceType: string): string {
  const lists = (typeDefinition(resourceType)?.elements ?? []).filter(({ repeats }) => repeats);
  const byName = new Map(lists.map((element): [string, ElementDefinition] => [element.name, element]));
  const known = WELL_KNOWN.find((name) => byName.has(name)) ?? lists[0]?.name;
  return known === undefined ? resourceType : `${resourceType}.${known}`;
}

/** One entry of such an element: `Organization.telecom[0]`. */
export function exampleEntry(resourceType: string): string {
  return `${exampleList(resourceType)}[0]`;
}
