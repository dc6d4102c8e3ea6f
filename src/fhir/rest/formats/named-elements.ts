import { FhirError } from '../../errors/fhir-error';
import { excerptOf, say, type Text } from '../../messages';
import { isResourceType, resourceTypes, typeDefinition } from '../../model/definitions';
import { nearest } from '../../model/nearest';

/** A JSON member, and not an element. Clients that think of JSON name it too, and it is always shown. */
const RESOURCE_TYPE = 'resourceType';

/**
 * Checks names of `_elements`: `name`, or `Organization.name` for one type. A name without a type may be that of any
 * R4 type, because a page of search results may contain several types.
 * @param type the type that the request names, whose elements are suggested; none or empty for all types
 * @throws FhirError `invalid-request` for the first name that is not an element; a misspelt one would otherwise look
 * like an element without a value
 */
export function requireElements(names: Iterable<string>, type?: string): void {
  for (const each of names) {
    const [name = '', owner] = each.split('.').reverse();
    if (owner !== undefined && !isResourceType(owner)) throw unknownType(owner);
    if (name === RESOURCE_TYPE) continue;
    const of = owner ?? (type || undefined);
    const own = of === undefined ? [] : elementsOf(of);
    if (own.includes(name) || (owner === undefined && isElsewhere(name))) continue;
    throw unknownElement(name, of, own);
  }
}

function elementsOf(type: string): string[] {
  return typeDefinition(type)?.elements.map(({ name }) => name) ?? [];
}

let everywhere: ReadonlySet<string> | undefined;

function isElsewhere(name: string): boolean {
  everywhere ??= new Set(resourceTypes().flatMap(elementsOf));
  return everywhere.has(name);
}

function unknownElement(name: string, type: string | undefined, known: readonly string[]): FhirError {
  const shown = excerptOf(name);
  if (type === undefined) return wrong(say`_elements names ${shown}, which no resource type has`);
  const meant = nearest(name, known);
  return wrong(
    meant
      ? say`_elements names ${shown}, which ${type} does not have; did you mean ${meant}?`
      : say`_elements names ${shown}, which ${type} does not have`,
  );
}

function unknownType(type: string): FhirError {
  const shown = excerptOf(type);
  const meant = nearest(type, resourceTypes());
  return wrong(
    meant
      ? say`_elements names ${shown}, which is not a resource type; did you mean ${meant}?`
      : say`_elements names ${shown}, which is not a resource type`,
  );
}

function wrong(text: Text): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._elements' }]);
}
