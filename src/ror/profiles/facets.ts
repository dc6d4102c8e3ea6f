import type { ElementDefinitionSlicingDiscriminator } from 'fhir/r4';
import { hl7Url, rorUrl, valueSetUrl } from './canonical';
import { el, slice, type Cardinality, type Facets, type Part, type Rule } from './notation';
import { systemOf, type NationalValueSet } from './value-sets';

/** `value:url`, `pattern:$this`: how a slice is told from its neighbours. */
export type Discriminator = `${ElementDefinitionSlicingDiscriminator['type']}:${string}`;

/** Open slicing; what matches no slice is allowed. Every slicing of the guide is open. */
export function slicedBy(...discriminators: readonly Discriminator[]): Facets {
  return { slicing: { discriminator: discriminators.map(discriminator), rules: 'open' } };
}

export function discriminator(text: Discriminator): ElementDefinitionSlicingDiscriminator {
  const colon = text.indexOf(':');
  return { type: text.slice(0, colon) as ElementDefinitionSlicingDiscriminator['type'], path: text.slice(colon + 1) };
}

/** A binding; required unless said otherwise, as in FHIR Shorthand. */
export function bound(set: NationalValueSet, strength: 'required' | 'extensible' = 'required'): Facets {
  return { binding: { strength, valueSet: valueSetUrl(set) } };
}

/** A reference to a resource of the directory or, as the guide allows, to any of its type. */
export function references(type: string): Facets {
  return {
    type: [{ code: 'Reference', targetProfile: [hl7Url(type), rorUrl(`ror-${type.toLowerCase()}`)] }],
  };
}

/** A CodeableConcept holding this code, as FHIR writes a token: `<system>|<code>`, or the code alone. */
export function concept(token: string): Facets {
  const [code, system] = token.split('|').reverse();
  return { patternCodeableConcept: { coding: [{ ...(system && { system }), code }] } };
}

/** Extensions, sliced by URL. `ext` lists those the guide knows there. */
export function extensions(...parts: readonly Part[]): Rule {
  return el('extension', slicedBy('value:url'), ...parts);
}

/** A slice holding one extension, named after it. */
export function ext(id: string, ...parts: readonly Part[]): Rule {
  return extAs(id, rorUrl(id), ...parts);
}

/** A slice holding one extension, where its name is not the id of the extension. */
export function extAs(name: string, url: string, ...parts: readonly Part[]): Rule {
  return slice(name, { type: [{ code: 'Extension', profile: [url] }] }, ...parts);
}

/**
 * A slice of CodeableConcepts bound to a value set. Where the set draws from one system, a coding of that system tells
 * the slice from its neighbours, also for validators that cannot look into the set.
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

/** The same of Codings. */
export function codings(name: string, range: Cardinality, set: NationalValueSet): Rule {
  return slice(name, range, bound(set), { patternCoding: { system: systemOf(set) } });
}
