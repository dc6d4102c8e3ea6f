import { typeDefinition, type ElementDefinition } from '../../fhir';

/** Familiar elements for hints; a hint must name an element that exists on its type. */
const WELL_KNOWN = ['telecom', 'specialty', 'address', 'identifier', 'extension'];

/** A repeating first-level element of the type, such as `Organization.telecom`. */
export function exampleList(resourceType: string): string {
  const lists = (typeDefinition(resourceType)?.elements ?? []).filter(({ repeats }) => repeats);
  const byName = new Map(lists.map((element): [string, ElementDefinition] => [element.name, element]));
  const known = WELL_KNOWN.find((name) => byName.has(name)) ?? lists[0]?.name;
  return known === undefined ? resourceType : `${resourceType}.${known}`;
}

/** One entry of such an element, such as `Organization.telecom[0]`. */
export function exampleEntry(resourceType: string): string {
  return `${exampleList(resourceType)}[0]`;
}
