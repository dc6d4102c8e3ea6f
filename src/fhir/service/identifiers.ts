import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';
import type { IndexChange, IndexedIdentifier } from '../ports/resource-store';

/**
 * The business identifiers of a resource: its element `identifier` where the type has one, once each. An identifier
 * without a value (a reason why there is none, say) identifies nothing and is left out; contained resources have no
 * life of their own.
 * @see https://hl7.org/fhir/R4/datatypes.html#Identifier
 */
export function identifiersOf(resource: Readonly<JsonObject>): IndexedIdentifier[] {
  return [...byContent(resource).values()];
}

/** What to tell a store's index: undefined is no resource, so `(undefined, r)` is a creation and `(r, undefined)` a deletion. */
export function identifierChange(
  before: Readonly<JsonObject> | undefined,
  after: Readonly<JsonObject> | undefined,
): IndexChange {
  const [old, now] = [byContent(before), byContent(after)];
  return { added: missingFrom(old, now), removed: missingFrom(now, old) };
}

type Identifiers = ReadonlyMap<string, IndexedIdentifier>;

function byContent(resource: Readonly<JsonObject> | undefined): Identifiers {
  const found = new Map<string, IndexedIdentifier>();
  for (const identifier of elementsOf(resource)) {
    if (!isJsonObject(identifier)) continue;
    const { system, value } = identifier;
    if (typeof value !== 'string') continue;
    const indexed = { system: typeof system === 'string' ? system : '', value };
    found.set(JSON.stringify([indexed.system, value]), indexed);
  }
  return found;
}

/** `identifier` is a list in most types and a single element in some (Bundle, Composition, QuestionnaireResponse). */
function elementsOf(resource: Readonly<JsonObject> | undefined): readonly JsonValue[] {
  const type = resource?.['resourceType'];
  const element = resource?.['identifier'];
  if (typeof type !== 'string' || element === undefined) return [];
  if (typeDefinition(type)?.properties.get('identifier')?.type !== 'Identifier') return [];
  return Array.isArray(element) ? element : [element];
}

function missingFrom(some: Identifiers, all: Identifiers): IndexedIdentifier[] {
  return [...all].flatMap(([key, identifier]) => (some.has(key) ? [] : [identifier]));
}
