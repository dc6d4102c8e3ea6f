import { EXTENSION } from '../shared/extensions';
import {
  addressParameters,
  phoneticParameter,
  codeOfPart,
  searchBy,
  searchByRecord,
} from '../shared/search-parameters';

const PRICE = `Organization.extension('${EXTENSION.price}')`;

/** @see https://hl7.org/fhir/R4/organization.html#search */
export const organizationSearch = [
  searchBy('active', 'token', 'Organization.active', 'Whether it is in use.', 'Si elle est en activité.', { example: 'true' }),
  ...addressParameters('Organization.address'),
  searchBy('endpoint', 'reference', 'Organization.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('name', 'string', 'Organization.name | Organization.alias', 'Name or alias.', 'Nom ou alias.', { example: 'centre hospitalier' }),
  searchBy('partof', 'reference', 'Organization.partOf', 'What it is part of.', 'Ce dont elle fait partie.', { example: 'Organization/1234' }),
  phoneticParameter('Organization.name', 'kiétude'),
  searchBy('type', 'token', 'Organization.type', 'Kind of organization.', 'Type d’organisation.', { example: '355' }),
  searchBy('closing-type', 'token', `Organization.extension('${EXTENSION.closingType}').value.ofType(CodeableConcept)`, 'Kind of closure.', 'Type de fermeture.', { example: 'PRO' }),
  searchBy('drop-zone', 'token', `Organization.extension('${EXTENSION.dropZone}').value.ofType(boolean)`, 'Whether helicopters can land.', 'Si un hélicoptère peut s’y poser.', { example: 'true' }),
  searchBy('period-end', 'date', `Organization.extension('${EXTENSION.organizationPeriod}').value.ofType(Period).end`, 'When it closed.', 'Date de fermeture.', { example: 'ge2020' }),
  ...searchByRecord(PRICE, [
    ['price-amount-value', 'number', `extension('amount').value.ofType(Money).value`, 'Amount of a price.', 'Montant d’un tarif.', 'lt100'],
    ['price-dependency-level', 'token', codeOfPart('dependencyLevel'), 'Dependency level of a price.', 'Niveau de dépendance d’un tarif.', '1'],
    ['price-residential-type', 'token', codeOfPart('residentialType'), 'Kind of housing of a price.', 'Type d’habitation d’un tarif.', '02'],
    ['price-type', 'token', codeOfPart('priceType'), 'Kind of price.', 'Type de tarif.', '02'],
    ['price-unit', 'token', codeOfPart('priceUnit'), 'Unit of a price.', 'Unité d’un tarif.', '2'],
    ['price-validity-start-date', 'date', `extension('startDate').value.ofType(dateTime)`, 'Start of the validity of a price.', 'Début de validité d’un tarif.', 'ge2026'],
    ['price-welcome-type', 'token', codeOfPart('welcomeType'), 'Kind of stay of a price.', 'Type d’accueil d’un tarif.', '02'],
    ['special-price', 'token', codeOfPart('specialPrice'), 'Special terms of a price.', 'Conditions particulières d’un tarif.', '1'],
  ]),
]; // prettier-ignore
