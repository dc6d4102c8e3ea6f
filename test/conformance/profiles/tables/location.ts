import { changed, otherValue, repeated, otherSystem, type Mutation } from '../mutation';
import { addressLine, codedExtension, common, listedExtension, onePart, telecom } from './common';

const own = (id: string): string => `extension:ror-location-${id}`;
const EQUIPMENT = own('equipment');
const LIMIT = `${EQUIPMENT}.${own('equipment-limit')}`;
const ROOMS = own('residential-capacity');
const capacity = (parts: string): string[] =>
  parts.split(' ').map((part) => `${own('supported-capacity')}.extension:${part}`);

const required = 'capacityType capacityStatus temporalityCapacity nbCapacity capacitySourceType capacityUpdateDate';
const optional = 'genderCapacityAvailable capacityClosingType additionalBedType crisisType comment';
const coded = 'capacityType temporalityCapacity capacitySourceType temporaryAssignement';
const codedOptional = 'genderCapacityAvailable capacityClosingType additionalBedType crisisType';

/** Each constraint of the profile of Location, broken once. */
export const locationTable: readonly Mutation[] = [
  ...common,
  ...onePart('extension:ror-commune-cog'),
  ...codedExtension('extension:ror-commune-cog'),
  repeated(own('comment')),
  ...otherValue(own('comment')),

  // equipment
  ...onePart(`${EQUIPMENT}.extension:equipmentType`),
  ...codedExtension(`${EQUIPMENT}.extension:equipmentType`),
  repeated(`${EQUIPMENT}.extension:nbInService`),
  ...otherValue(`${EQUIPMENT}.extension:nbInService`),
  ...onePart(`${LIMIT}.extension:equipmentFeature`),
  ...codedExtension(`${LIMIT}.extension:equipmentFeature`),
  ...onePart(`${LIMIT}.extension:limitValue`),
  ...otherValue(`${LIMIT}.extension:limitValue`),

  // rooms
  ...onePart(`${ROOMS}.extension:residentialType`),
  ...codedExtension(`${ROOMS}.extension:residentialType`),
  repeated(`${ROOMS}.extension:residentialNumber`),
  ...otherValue(`${ROOMS}.extension:residentialNumber`),

  // capacities
  ...capacity(`${required} temporaryAssignement`).flatMap(onePart),
  ...capacity(optional).map((place) => repeated(place)),
  ...capacity(`${coded} ${codedOptional}`).flatMap(codedExtension),
  ...capacity('capacityStatus').flatMap(listedExtension),
  ...capacity('nbCapacity capacityUpdateDate comment').flatMap(otherValue),

  repeated('identifier.0'),
  repeated('identifier.1'),
  changed('operationalStatus.code', '9', 'code-invalid', 'operationalStatus'),
  changed('operationalStatus.system', 'https://example.org/codes', 'code-invalid', 'operationalStatus'),
  repeated('type.0'),
  otherSystem('type.0'),
  ...telecom('telecom.0'),
  ...addressLine('address._line.0', 'iso21090-ADXP-streetNameType'),
  repeated('position.extension:ror-coordinate-reliability'),
  ...otherValue('position.extension:ror-coordinate-reliability'),
];
