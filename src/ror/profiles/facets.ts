import type { ElementDefinitionSlicingDiscriminator } from 'fhir/r4';
import { hl7Url, rorUrl, valueSetUrl } from '../shared/canonical';
import { el, slice, type Cardinality, type Facets, type Part, type Rule } from './notation';
import { systemOf, type NationalValueSet } from './value-sets';

/** How slices are told apart: `value:url`, `pattern:$this`. */
export type Discriminator = `${ElementDefinitionSlicingDiscriminator['type']}:${string}`;

/** Open slicing, which allows entries that match no slice. Every slicing of the guide is open. */
export function slicedBy(...discriminators: readonly Discriminator[]): Facets {
  return { slicing: { discriminator: discriminators.map(discriminator), rules: 'open' } };
}

export function discriminator(text: Discriminator): ElementDefinitionSlicingDiscriminator {
  const colon = text.indexOf(':');
  return { type: text.slice(0, colon) as ElementDefinitionSlicingDiscriminator['type'], path: text.slice(colon + 1) };
}

/** A binding, required by default as in FHIR Shorthand. */
export function bound(set: NationalValueSet, strength: 'required' | 'extensible' = 'required'): Facets {
  return { binding: { strength, valueSet: valueSetUrl(set) } };
}

/** A reference to a resource of the directory or, as the guide allows, to any of its type. */
export function references(type: string): Facets {
  return {
    type: [{ code: 'Reference', targetProfile: [hl7Url(type), rorUrl(`ror-${type.toLowerCase()}`)] }],
  };
}

/** A pattern for a CodeableConcept with this code, written as a token: `<system>|<code>`, or the code alone. */
export function concept(token: string): Facets {
  const [code, system] = token.split('|').reverse();
  return { patternCodeableConcept: { coding: [{ ...(system && { system }), code }] } };
}

/** Extensions, sliced by URL. `ext` adds the ones the guide defines there. */
export function extensions(...parts: readonly Part[]): Rule {
  return el('extension', slicedBy('value:url'), ...parts);
}

/** A slice for one extension, named after it. */
export function ext(id: string, ...parts: readonly Part[]): Rule {
  return extAs(id, rorUrl(id), ...parts);
}

/** A slice for one extension whose name differs from the extension's id. */
export function extAs(name: string, url: string, ...parts: readonly Part[]): Rule {
  return slice(name, { type: [{ code: 'Extension', profile: [url] }] }, ...parts);
}

/**
 * A slice of CodeableConcepts bound to a value set. When the set draws from a single code system, a pattern with that
 * system identifies the slice even for validators that cannot expand the set.
 */
export function coded(name: string, range: Cardinality, set: NationalValueSet, ...parts: readonly Part[]): Rule {
  const system = systemOf(set);
  return slice(
    name,
    range,
    bound(set),
    { ...(system && { patternCodeableConcept: { coding: [{ system }] } }) },
    ...parts,
  );
}

/** The same for Codings. */
export function codings(name: string, range: Cardinality, set: NationalValueSet): Rule {
  return slice(name, range, bound(set), { patternCoding: { system: systemOf(set) } });
}
