import { EXTENSION } from '../shared/extensions';
import { addressParameters, searchBy } from '../shared/search-parameters';

const CAPACITY = `Location.extension('${EXTENSION.supportedCapacity}')`;
const EQUIPMENT = `Location.extension('${EXTENSION.equipment}')`;
const LIMIT = `${EQUIPMENT}.extension('${EXTENSION.equipmentLimit}')`;
const RESIDENCE = `Location.extension('${EXTENSION.residentialCapacity}')`;

/** @see https://hl7.org/fhir/R4/location.html#search */
export const locationSearch = [
  ...addressParameters('Location.address'),
  searchBy('endpoint', 'reference', 'Location.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('name', 'string', 'Location.name | Location.alias', 'Name or alias.', 'Nom ou alias.'),
  searchBy('operational-status', 'token', 'Location.operationalStatus', 'State of a bed or room.', 'État d’un lit ou d’une chambre.'),
  searchBy('organization', 'reference', 'Location.managingOrganization', 'Who runs it.', 'Qui le gère.'),
  searchBy('partof', 'reference', 'Location.partOf', 'What it is part of.', 'Ce dont il fait partie.'),
  searchBy('status', 'token', 'Location.status', 'Whether it is in use.', 'S’il est en service.', { example: 'active' }),
  searchBy('type', 'token', 'Location.type', 'Kind of place.', 'Type de lieu.'),
  searchBy('commune-cog', 'token', `Location.extension('${EXTENSION.communeCog}').value.ofType(CodeableConcept)`, 'Commune.', 'Commune (code INSEE).'),
  searchBy('capacity-update-date', 'date', `${CAPACITY}.extension('capacityUpdateDate').value.ofType(dateTime)`, 'When a capacity was counted.', 'Mise à jour d’une capacité.'),
  searchBy('nb-capacity', 'number', `${CAPACITY}.extension('nbCapacity').value.ofType(integer)`, 'Number of a capacity.', 'Nombre d’une capacité.'),
  ...(
    [
      ['additional-bed-type', 'additionalBedType', 'Kind of additional bed.', 'Type de lit supplémentaire.'],
      ['capacity-closing-type', 'capacityClosingType', 'Kind of closure of beds.', 'Type de fermeture de lits.'],
      ['capacity-status', 'capacityStatus', 'State of a capacity.', 'Statut d’une capacité.'],
      ['capacity-type', 'capacityType', 'Kind of capacity.', 'Type de capacité.'],
      ['crisis-type', 'crisisType', 'Kind of crisis.', 'Type de crise.'],
      ['gender-capacity-available', 'genderCapacityAvailable', 'Sex that free beds are for.', 'Genre des lits disponibles.'],
      ['temporality-capacity', 'temporalityCapacity', 'When a capacity counts.', 'Temporalité d’une capacité.'],
      ['temporary-assignement', 'temporaryAssignement', 'Temporary use of beds.', 'Affectation temporaire des lits.'],
    ] as const
  ).map(([code, part, en, fr]) =>
    searchBy(code, 'token', `${CAPACITY}.extension('${part}').value.ofType(CodeableConcept)`, en, fr),
  ),
  searchBy('equipment-type', 'token', `${EQUIPMENT}.extension('equipmentType').value.ofType(CodeableConcept)`, 'Kind of equipment.', 'Type d’équipement.'),
  searchBy('equipment-feature', 'token', `${LIMIT}.extension('equipmentFeature').value.ofType(CodeableConcept)`, 'What of an equipment is limited.', 'Caractéristique d’un équipement.'),
  searchBy('limit-value', 'quantity', `${LIMIT}.extension('limitValue').value.ofType(Quantity)`, 'Limit of an equipment.', 'Limite d’un équipement.'),
  searchBy('residential-number', 'number', `${RESIDENCE}.extension('residentialNumber').value.ofType(integer)`, 'Number of dwellings.', 'Nombre d’habitations.'),
  searchBy('residential-type', 'token', `${RESIDENCE}.extension('residentialType').value.ofType(CodeableConcept)`, 'Kind of dwelling.', 'Type d’habitation.'),
]; // prettier-ignore
