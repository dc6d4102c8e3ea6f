import type { StructureDefinition } from 'fhir/r4';
import { bound } from '../facets';
import { part, type Context } from '../structure-definition';
import { complex, simple } from './builders';

const ROLE: readonly Context[] = ['element:PractitionerRole'];

export const practitionerRoleExtensions: readonly StructureDefinition[] = [
  simple(
    'ror-practitionerrole-unit-exercise-mode',
    'RORPractitionerRoleUnitExerciseMode',
    ROLE,
    'CodeableConcept',
    bound('J217-ModeExercice'),
  ),
  exerciseName('ror-practitionerrole-name'),
];

/** What an extension of the guide was called before; payloads of the guide still send it. */
export const formerExtensions: readonly StructureDefinition[] = [
  { ...exerciseName('RORPractitionerRoleName'), status: 'retired' },
];

/** The name a professional exercises under, whatever the civil one. */
function exerciseName(id: string): StructureDefinition {
  return complex(
    id,
    'RORPractitionerRoleName',
    ROLE,
    part('exerciseTitle', '0..1', 'CodeableConcept', bound('J208-CiviliteExercice')),
    part('exerciseLastName', '1..1', 'string'),
    part('exerciseFirstName', '0..1', 'string'),
  );
}
