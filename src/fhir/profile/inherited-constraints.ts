import type { ElementDefinitionConstraint } from 'fhir/r4';
import { invariantsOf, typeDefinition } from '../model/definitions';
import { invariantWords } from '../validation/invariants';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

/** Invariants that no single check of this server corresponds to. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'ele-1': 'An element has a value or parts',
  'dom-2': 'A contained resource contains no other',
  'dom-3': 'A contained resource is referred to from the resource around it, or refers to it',
  'dom-4': 'A contained resource has no version and no date of its own',
  'dom-5': 'A contained resource has no security labels',
};

const byPlace = new Map<string, readonly ElementDefinitionConstraint[]>();

/** The invariants of a type and its base types: `Organization`, `DomainResource`. */
export function constraintsOfType(type: string): readonly ElementDefinitionConstraint[] {
  const base = typeDefinition(type)?.base;
  return [...(base === undefined ? [] : constraintsOfType(base)), ...constraintsOn(type)];
}

/**
 * The invariants of an element. Those of its data type are not repeated, except for extensions, as in R4's own
 * snapshots.
 *
 * @param path path in the type that defines the element: `Organization.telecom`, `Extension.value[x]`
 */
export function constraintsOfElement(path: string, types: readonly string[]): readonly ElementDefinitionConstraint[] {
  if (types.some((type) => typeDefinition(type)?.kind === 'resource')) return constraintsOn(path);
  const extension = types.includes('Extension') ? constraintsOn('Extension') : [];
  return [...constraintsOn('Element'), ...extension, ...constraintsOn(path)];
}

/** The invariants at one path; the same objects on each call, because many elements share them. */
function constraintsOn(path: string): readonly ElementDefinitionConstraint[] {
  const place = path.replace(/\[x\]$/, '');
  let constraints = byPlace.get(place);
  if (!constraints) {
    constraints = Object.entries(invariantsOf(place)).map(([key, expression]) => ({
      key,
      severity: 'error',
      human: String(invariantWords(place, key) ?? IN_WORDS[key] ?? `As ${key} of FHIR R4`) + '.',
      expression,
      source: STRUCTURES + place.split('.')[0]!,
    }));
    byPlace.set(place, constraints);
  }
  return constraints;
}
