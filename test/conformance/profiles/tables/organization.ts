import { otherCode, otherSystem, otherValue, repeated, type Mutation } from '../mutation';
import { addressLine, codedExtension, common, listedExtension, onePart, telecom } from './common';

const org = (id: string): string => `extension:ror-organization-${id}`;
const PRICE = org('price');
const DIVISION = 'extension:ror-territorial-division';
const CONTACT = 'contact.0.extension:ror-contact';
const GEOLOCATION = 'address.0.extension:geolocation';

const codedParts = 'priceType priceUnit deliveryIncluded residentialType specialPrice welcomeType dependencyLevel';
const plainParts = 'amount startDate under60 othersDeliveryIncluded mealDeliveryName humanHelpPriceName';
const single = 'startDate under60 residentialType specialPrice welcomeType mealDeliveryName dependencyLevel';
const price = (parts: string): string[] => parts.split(' ').map((part) => `${PRICE}.extension:${part}`);

/** Each constraint of the profile of Organization, broken once. */
export const organizationTable: readonly Mutation[] = [
  ...common,

  // one of each, of the right type
  ...['accomodation-family', 'drop-zone', 'comment', 'creation-date', 'reopening-date'].flatMap((id) => [
    repeated(org(id)),
    ...otherValue(org(id)),
  ]),
  ...['nb-permanent-social-help-place', 'nb-temporary-social-help-place'].flatMap((id) => [
    repeated(org(id)),
    ...otherValue(org(id)),
  ]),
  ...['accessibility-location', 'level-recours-orsan'].flatMap((id) => [repeated(org(id)), ...codedExtension(org(id))]),
  ...codedExtension(org('financial-help-type')),
  repeated(org('closing-type')),
  ...listedExtension(org('closing-type')),
  repeated('extension:organization-period'),
  ...otherValue('extension:organization-period'),
  repeated('extension:ror-meta-comment'),
  ...otherValue('extension:ror-meta-comment'),

  // prices
  ...price('priceType priceUnit amount').flatMap(onePart),
  ...price(`${single} humanHelpPriceName managementType otherAdditionalServiceName additionalServiceName`).map(
    (place) => repeated(place),
  ),
  ...price(`${codedParts} managementType additionalServiceName`).flatMap(codedExtension),
  ...price(`${plainParts} otherAdditionalServiceName`).flatMap(otherValue),

  // territories
  ...onePart(`${DIVISION}.extension:typeTerritorialDivision`),
  ...onePart(`${DIVISION}.extension:codeTerritorialDivision`),
  ...listedExtension(`${DIVISION}.extension:typeTerritorialDivision`),
  ...otherValue(`${DIVISION}.extension:codeTerritorialDivision`),

  // one number of each register
  ...[1, 2, 3, 4, 5, 6].map((index) => repeated(`identifier.${index}`)),

  // kinds
  ...[0, 1, 2, 3, 4].map((index) => repeated(`type.${index}`)),
  otherCode('type.3'),
  otherCode('type.4'),

  repeated('_name.extension:ror-organization-additional-name'),
  ...otherValue('_name.extension:ror-organization-additional-name'),
  repeated('alias.0'),
  ...telecom('telecom.0'),

  // where it is
  repeated('address.0'),
  repeated(GEOLOCATION),
  ...onePart(`${GEOLOCATION}.extension:latitude`),
  ...onePart(`${GEOLOCATION}.extension:longitude`),
  ...otherValue(`${GEOLOCATION}.extension:latitude`),
  ...otherValue(`${GEOLOCATION}.extension:longitude`),
  ...addressLine('address.0._line.0'),

  // who answers
  ...onePart(`${CONTACT}-confidentiality-level`),
  ...listedExtension(`${CONTACT}-confidentiality-level`),
  repeated(`${CONTACT}-function-contact`),
  ...codedExtension(`${CONTACT}-function-contact`),
  repeated(`${CONTACT}-description`),
  ...otherValue(`${CONTACT}-description`),
  otherSystem('contact.0.purpose'),
  ...telecom('contact.0.telecom.0'),
];
