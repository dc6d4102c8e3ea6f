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

/** An extension of the guide under its former name, which examples of the guide still use. */
export const formerExtensions: readonly StructureDefinition[] = [
  { ...exerciseName('RORPractitionerRoleName'), status: 'retired' },
];

/** The name under which a professional practises, which may differ from the civil name. */
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
