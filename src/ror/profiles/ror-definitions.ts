import type { CodeSystem, StructureDefinition, ValueSet } from 'fhir/r4';
import { completeSnapshot } from '../../fhir';
import { codeSystems } from './code-systems';
import { commonExtensions } from './extensions/common';
import { contactExtensions } from './extensions/contact';
import { foreignExtensions } from './extensions/foreign';
import { healthcareServiceExtensions } from './extensions/healthcare-service';
import { locationExtensions } from './extensions/location';
import { organizationExtensions } from './extensions/organization';
import { formerExtensions, practitionerRoleExtensions } from './extensions/practitioner-role';
import { healthcareService } from './healthcare-service';
import { location } from './location';
import { organization } from './organization';
import { practitioner } from './practitioner';
import { practitionerRole } from './practitioner-role';
import { relax } from './relax';
import { relaxations } from './relaxations';
import { valueSets } from './value-sets';

export type RorDefinition = StructureDefinition | ValueSet | CodeSystem;

/** The profiles of the guide on the five types of the directory. */
export function rorProfiles(): StructureDefinition[] {
  return [organization, healthcareService, practitioner, practitionerRole, location].map(served);
}

/** The extensions of the guide. */
export function rorExtensions(): StructureDefinition[] {
  return [
    ...commonExtensions,
    ...contactExtensions,
    ...organizationExtensions,
    ...healthcareServiceExtensions,
    ...practitionerRoleExtensions,
    ...locationExtensions,
  ].map(served);
}

/**
 * Everything the ROR profiles need, as R4 resources: the profiles, the guide's extensions and the foreign ones it uses
 * (each with differential and snapshot), its value sets and code systems. Each call returns new copies.
 */
export function rorDefinitions(): readonly RorDefinition[] {
  const structures = [...rorProfiles(), ...rorExtensions(), ...formerExtensions, ...foreignExtensions];
  const byUrl = new Map(structures.map((definition) => [definition.url, definition]));
  const complete = structures.map((definition) => completeSnapshot(definition, (url) => byUrl.get(url)));
  return structuredClone([...complete, ...valueSets(), ...codeSystems()]);
}

function served(definition: StructureDefinition): StructureDefinition {
  return relax(definition, relaxations);
}
