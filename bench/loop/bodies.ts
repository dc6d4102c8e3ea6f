import type { JsonObject, JsonValue } from '../../src/fhir';
import { countValues, MOST_VALUES } from '../../src/fhir/json/value-count';

/** Size of the content of one request under the default `BODY_LIMIT`, with room for what surrounds it. */
export const FULL = 1_900_000;
export const HALF = FULL / 2;

type At = (index: number) => JsonValue;

const UNKNOWN = 'urn:x';
const KNOWN = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-meta-creation-date';

/** Number of values a body may hold, with room for what surrounds them. */
const VALUES = MOST_VALUES - 100;

/** As many entries as fit within the limits of bytes and values. */
export function entries(at: At, bytes = FULL): JsonValue[] {
  const list: JsonValue[] = [];
  let values = (VALUES * bytes) / FULL;
  for (let size = 0; ;) {
    const entry = at(list.length);
    const text = JSON.stringify(entry);
    size += text.length + 1;
    values -= countValues(text);
    if (size > bytes || values < 0) return list;
    list.push(entry);
  }
}

/** {@link entries} that are texts. */
export function words(at: (index: number) => string): string[] {
  return entries(at) as string[];
}

/** A text of the given length, by repetition. */
export function text(piece: string, length = FULL): string {
  return piece.repeat(Math.floor(length / piece.length));
}

/** `{ [member]: { [member]: … } }`, nested to the given depth. */
export function nested(depth: number, around: (inner: JsonObject) => JsonObject, core: JsonObject): JsonObject {
  let value = core;
  for (let level = 0; level < depth; level += 1) value = around(value);
  return value;
}

export const identifierAt: At = (i) => ({ system: 'urn:a', value: String(i) });
export const referenceAt: At = (i) => ({ reference: `Location/${i}` });
export const extensionAt: At = (i) => ({ url: UNKNOWN, valueInteger: i });
export const knownExtensionAt: At = (i) => ({ url: KNOWN, valueDateTime: `20${10 + (i % 80)}-01-01T00:00:00Z` });
export const deepExtensionAt: At = (i) =>
  nested(28, (inner) => ({ url: UNKNOWN, extension: [inner] }), { url: UNKNOWN, valueInteger: i });
export const codingAt: At = (i) => ({ system: 'urn:a', code: String(i) });
export const conceptAt: At = (i) => ({ coding: [{ code: String(i) }] });
export const telecomAt: At = (i) => ({ system: 'phone', value: String(i) });
export const containedAt: At = (i) => ({ resourceType: 'Location', id: String(i) });
export const aliasAt: At = (i) => `alias ${i}`;
export const contactAt: At = (i) => ({ name: { family: String(i) } });
export const qualificationAt: At = (i) => ({ code: { text: String(i) } });
export const narrative = (inside: string): JsonObject => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`,
});

/** The same entries with the odd ones first. */
export function reordered(list: readonly JsonValue[]): JsonValue[] {
  return [...list.filter((_, i) => i % 2 === 1), ...list.filter((_, i) => i % 2 === 0)];
}

/** The same entries in a fixed pseudo-random order. */
export function shuffled(list: readonly JsonValue[]): JsonValue[] {
  const mixed = [...list];
  let seed = 42;
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (i + 1);
    [mixed[i], mixed[other]] = [mixed[other]!, mixed[i]!];
  }
  return mixed;
}
