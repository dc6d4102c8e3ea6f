import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';
import type { IndexedIdentifier } from '../ports/index-change';

/**
 * The business identifiers of a resource: its element `identifier` where the type has one, once each. An identifier
 * without a value (a reason why there is none, say) identifies nothing and is left out; contained resources have no
 * life of their own.
 * @see https://hl7.org/fhir/R4/datatypes.html#Identifier
 */
export function identifiersOf(resource: Readonly<JsonObject>): IndexedIdentifier[] {
  const found = new Map<string, IndexedIdentifier>();
  for (const identifier of elementsOf(resource)) {
    if (!isJsonObject(identifier)) continue;
    const { system, value } = identifier;
    if (typeof value !== 'string') continue;
    const indexed = { system: typeof system === 'string' ? system : '', value };
    found.set(identifierKey(indexed), indexed);
  }
  return [...found.values()];
}

/** How many there may be, without a look at them. */
export function mostIdentifiersOf(resource: Readonly<JsonObject>): number {
  return elementsOf(resource).length;
}

/** Different for different identifiers: as JSON, since systems and values may contain any separator. */
export function identifierKey({ system, value }: IndexedIdentifier): string {
  return JSON.stringify([system, value]);
}

/** `identifier` is a list in most types and a single element in some (Bundle, Composition, QuestionnaireResponse). */
function elementsOf(resource: Readonly<JsonObject>): readonly JsonValue[] {
  const { resourceType: type, identifier: element } = resource;
  if (typeof type !== 'string' || element === undefined) return [];
  if (typeDefinition(type)?.properties.get('identifier')?.type !== 'Identifier') return [];
  return Array.isArray(element) ? element : [element];
}
