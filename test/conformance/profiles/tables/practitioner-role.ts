import { missing, otherCode, otherSystem, otherValue, repeated, type Mutation } from '../mutation';
import { availableTime, codedExtension, common, listedExtension, onePart, telecom } from './common';

const annuaire = (id: string): string => `extension:as-ext-practitionerrole-${id}`;
const NAME = 'extension:ror-practitionerrole-name';
const MODE = 'extension:ror-practitionerrole-unit-exercise-mode';

/** Each constraint of the profile of PractitionerRole, broken once. */
export const practitionerRoleTable: readonly Mutation[] = [
  ...common,
  repeated(annuaire('contracted')),
  ...listedExtension(annuaire('contracted')),
  ...['hascas', 'vitale-accepted'].flatMap((id) => [repeated(annuaire(id)), ...otherValue(annuaire(id))]),
  ...onePart(MODE),
  ...codedExtension(MODE),
  repeated(NAME),
  ...onePart(`${NAME}.extension:exerciseLastName`),
  ...otherValue(`${NAME}.extension:exerciseLastName`),
  repeated(`${NAME}.extension:exerciseFirstName`),
  ...otherValue(`${NAME}.extension:exerciseFirstName`),
  repeated(`${NAME}.extension:exerciseTitle`),
  ...codedExtension(`${NAME}.extension:exerciseTitle`),
  repeated('extension:ror-meta-comment'),
  ...otherValue('extension:ror-meta-comment'),
  repeated('identifier.0'),
  missing('practitioner'),
  missing('code'),
  repeated('code.0'),
  otherSystem('code.0'),
  missing('healthcareService'),
  repeated('healthcareService.0'),

  // one of each kind of expertise; the last one may come again
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => repeated(`specialty.${index}`)),
  ...[0, 3, 4, 6].map((index) => otherCode(`specialty.${index}`)),

  ...telecom('telecom.0'),
  repeated('telecom.0'),
  repeated('availableTime.0'),
  ...availableTime('availableTime.0'),
];
