import { EXTENSION } from '../shared/extensions';
import { addressParameters, searchBy } from '../shared/search-parameters';

const PRICE = `Organization.extension('${EXTENSION.price}')`;

/** @see https://hl7.org/fhir/R4/organization.html#search */
export const organizationSearch = [
  searchBy('active', 'token', 'Organization.active', 'Whether it is in use.', 'Si elle est en activité.', {
    example: 'true',
  }),
  ...addressParameters('Organization.address', { 'address-postalcode': '75' }),
  searchBy('endpoint', 'reference', 'Organization.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('name', 'string', 'Organization.name | Organization.alias', 'Name or alias.', 'Nom ou alias.'),
  searchBy('partof', 'reference', 'Organization.partOf', 'What it is part of.', 'Ce dont elle fait partie.'),
  searchBy('type', 'token', 'Organization.type', 'Kind of organization.', 'Type d’organisation.'),
  searchBy(
    'closing-type',
    'token',
    `Organization.extension('https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-organization-closing-type').value.ofType(CodeableConcept)`,
    'Kind of closure.',
    'Type de fermeture.',
  ),
  searchBy(
    'drop-zone',
    'token',
    `Organization.extension('${EXTENSION.dropZone}').value.ofType(boolean)`,
    'Whether helicopters can land.',
    'Si un hélicoptère peut s’y poser.',
  ),
  searchBy(
    'period-end',
    'date',
    `Organization.extension('${EXTENSION.organizationPeriod}').value.ofType(Period).end`,
    'When it closed.',
    'Date de fermeture.',
  ),
  searchBy('price-amount-value', 'number', `${PRICE}.extension('amount').value.ofType(Money).value`, 'Amount of a price.', 'Montant d’un tarif.'),
  searchBy('price-validity-start-date', 'date', `${PRICE}.extension('startDate').value.ofType(dateTime)`, 'When a price began.', 'Début de validité d’un tarif.'),
  ...(
    [
      ['price-dependency-level', 'dependencyLevel', 'Level of dependency of a price.', 'Niveau de dépendance d’un tarif.'],
      ['price-residential-type', 'residentialType', 'Kind of housing of a price.', 'Type d’habitation d’un tarif.'],
      ['price-type', 'priceType', 'Kind of price.', 'Type de tarif.'],
      ['price-unit', 'priceUnit', 'What a price is for.', 'Unité d’un tarif.'],
      ['price-welcome-type', 'welcomeType', 'Kind of stay of a price.', 'Type d’accueil d’un tarif.'],
      ['special-price', 'specialPrice', 'Special terms of a price.', 'Conditions particulières d’un tarif.'],
    ] as const
  ).map(([code, part, en, fr]) =>
    searchBy(code, 'token', `${PRICE}.extension('${part}').value.ofType(CodeableConcept)`, en, fr),
  ),
]; // prettier-ignore
