import { EXTENSION } from '../shared/extensions';
import { addressParameters, codeOfPart, searchBy, searchByRecord } from '../shared/search-parameters';

const CAPACITY = `Location.extension('${EXTENSION.supportedCapacity}')`;
const EQUIPMENT = `Location.extension('${EXTENSION.equipment}')`;
const LIMIT = `extension('${EXTENSION.equipmentLimit}')`;
const RESIDENCE = `Location.extension('${EXTENSION.residentialCapacity}')`;
const COMMUNE = `Location.extension('${EXTENSION.communeCog}')`;

/** @see https://hl7.org/fhir/R4/location.html#search */
export const locationSearch = [
  ...addressParameters('Location.address'),
  searchBy('endpoint', 'reference', 'Location.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('name', 'string', 'Location.name | Location.alias', 'Name or alias.', 'Nom ou alias.', { example: 'consultations' }),
  searchBy('near', 'special', 'Location.position', 'Near a position:', 'À proximité d’une position :', { example: '47.2122|-1.6497|15|km' }),
  searchBy('operational-status', 'token', 'Location.operationalStatus', 'State of a bed or room.', 'État d’un lit ou d’une chambre.', { example: '3' }),
  searchBy('organization', 'reference', 'Location.managingOrganization', 'Organization that manages it.', 'Qui le gère.', { example: 'Organization/2001' }),
  searchBy('partof', 'reference', 'Location.partOf', 'What it is part of.', 'Ce dont il fait partie.', { example: 'Location/8002' }),
  searchBy('status', 'token', 'Location.status', 'Whether it is in use.', 'S’il est en service.', { example: 'active' }),
  searchBy('type', 'token', 'Location.type', 'Kind of place.', 'Type de lieu.', { example: '001' }),
  searchBy('commune-cog', 'token', `${COMMUNE}.value.ofType(CodeableConcept)`, 'Commune, by its INSEE code.', 'Commune, par son code INSEE.', { example: '44109' }),
  ...searchByRecord(CAPACITY, [
    ['additional-bed-type', 'token', codeOfPart('additionalBedType'), 'Kind of additional bed.', 'Type de lit supplémentaire.', '01'],
    ['capacity-closing-type', 'token', codeOfPart('capacityClosingType'), 'Kind of closure of beds.', 'Type de fermeture de lits.', '01'],
    ['capacity-status', 'token', codeOfPart('capacityStatus'), 'State of a capacity.', 'Statut d’une capacité.', '02'],
    ['capacity-type', 'token', codeOfPart('capacityType'), 'Kind of capacity.', 'Type de capacité.', '01'],
    ['capacity-update-date', 'date', `extension('capacityUpdateDate').value.ofType(dateTime)`, 'When a capacity was last updated.', 'Date de mise à jour d’une capacité.', 'ge2026-01-01'],
    ['crisis-type', 'token', codeOfPart('crisisType'), 'Kind of crisis.', 'Type de crise.', '01'],
    ['gender-capacity-available', 'token', codeOfPart('genderCapacityAvailable'), 'Sex that free beds are for.', 'Genre des lits disponibles.', '01'],
    ['nb-capacity', 'number', `extension('nbCapacity').value.ofType(integer)`, 'Number of beds or places of a capacity.', 'Nombre de lits ou de places d’une capacité.', 'gt0'],
    ['temporality-capacity', 'token', codeOfPart('temporalityCapacity'), 'Temporality of a capacity.', 'Temporalité d’une capacité.', '01'],
    ['temporary-assignement', 'token', codeOfPart('temporaryAssignement'), 'Temporary use of beds.', 'Affectation temporaire des lits.', '01'],
  ]),
  ...searchByRecord(EQUIPMENT, [
    ['equipment-type', 'token', codeOfPart('equipmentType'), 'Kind of equipment.', 'Type d’équipement.', '089'],
    ['equipment-feature', 'token', `${LIMIT}.${codeOfPart('equipmentFeature')}`, 'Limited feature of a piece of equipment.', 'Caractéristique limitée d’un équipement.', '001'],
    ['limit-value', 'quantity', `${LIMIT}.extension('limitValue').value.ofType(Quantity)`, 'Limit of a piece of equipment.', 'Valeur limite d’un équipement.', 'ge200|http://unitsofmeasure.org|kg'],
  ]),
  ...searchByRecord(RESIDENCE, [
    ['residential-number', 'number', `extension('residentialNumber').value.ofType(integer)`, 'Number of dwellings.', 'Nombre d’habitations.', 'ge48'],
    ['residential-type', 'token', codeOfPart('residentialType'), 'Kind of dwelling.', 'Type d’habitation.', '02'],
  ]),
]; // prettier-ignore
