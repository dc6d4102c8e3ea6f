import type { ElementDefinitionConstraint } from 'fhir/r4';
import { invariantsOf, typeDefinition } from '../model/definitions';
import { invariantWords } from '../validation/invariants';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

/** Those that no single check of this server stands for. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'ele-1': 'An element has a value or parts',
  'dom-2': 'A contained resource contains no other',
  'dom-3': 'A contained resource is referred to from the resource around it, or refers to it',
  'dom-4': 'A contained resource has no version and no date of its own',
  'dom-5': 'A contained resource has no security labels',
};

const byPlace = new Map<string, readonly ElementDefinitionConstraint[]>();

/** What R4 asks of a whole type, and of those it is derived from: `Organization`, `DomainResource`. */
export function constraintsOfType(type: string): readonly ElementDefinitionConstraint[] {
  const base = typeDefinition(type)?.base;
  return [...(base === undefined ? [] : constraintsOfType(base)), ...constraintsOn(type)];
}

/**
 * What R4 asks of an element; what its datatype asks is found there, except for extensions, as R4 has it in its own
 * snapshots.
 *
 * @param path as in the type that brings it in: `Organization.telecom`, `Extension.value[x]`
 */
export function constraintsOfElement(path: string, types: readonly string[]): readonly ElementDefinitionConstraint[] {
  if (types.some((type) => typeDefinition(type)?.kind === 'resource')) return constraintsOn(path);
  const extension = types.includes('Extension') ? constraintsOn('Extension') : [];
  return [...constraintsOn('Element'), ...extension, ...constraintsOn(path)];
}

/** Those that stand at one place, the same objects at each call: many elements have them. */
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
