import { changed, repeated, type Mutation } from '../mutation';
import { common, telecom } from './common';

const NATIONAL = { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '10117598983' };
const withRegister = (register: string): Mutation =>
  changed(
    'identifier',
    [NATIONAL, { system: `http://${register}.esante.gouv.fr`, value: '1' }],
    'structure',
    'identifier.1',
  );

/** Each constraint of the profile of Practitioner, broken once. */
export const practitionerTable: readonly Mutation[] = [
  ...common,
  changed('identifier.0.system', 'https://example.org/numbers', 'required', 'identifier'),
  repeated('identifier.0'),
  withRegister('rpps'),
  withRegister('adeli'),
  repeated('name.0.prefix.0'),
  ...telecom('telecom.0'),
];
