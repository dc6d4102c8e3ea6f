import { isJsonObject, type JsonObject, type JsonValue } from '../../fhir';

/** The objects in a list; empty for anything but a list. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/**
 * Codes of a CodeableConcept. A coding without a system counts as one of the given system; one of another system is
 * `''`.
 */
export function codesOf(concept: JsonValue | undefined, system: string): readonly string[] {
  if (!isJsonObject(concept)) return [];
  return objectsOf(concept['coding']).map(({ system: given = system, code }) =>
    given === system && typeof code === 'string' ? code : '',
  );
}

/** Codes of all extensions of an element with one of these URLs. */
export function codesOfExtensions(element: JsonValue, urls: readonly string[], system: string): readonly string[] {
  if (!isJsonObject(element)) return [];
  return objectsOf(element['extension']).flatMap(({ url, valueCodeableConcept }) => {
    if (typeof url !== 'string' || !urls.includes(url)) return [];
    const codes = codesOf(valueCodeableConcept, system);
    return codes.length > 0 ? codes : [''];
  });
}
