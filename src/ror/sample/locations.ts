import type { Extension, Identifier, Location } from 'fhir/r4';
import { CODE_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import {
  codeOf,
  codeable,
  codeableExtension,
  coding,
  list,
  origin,
  reference,
  telecom,
  type TelecomRow,
  type Term,
} from './elements';
import { PLACE, type Place } from './places';

interface LocationOptions {
  /** True when the place has beds. */
  readonly lodging?: boolean;
  /** The identifier of the place in the bed-management software: `<national number of the site>/<its id>`. */
  readonly externalId?: string;
  readonly closed?: boolean;
  /** Id of the place it is part of. */
  readonly within?: string;
  readonly telecom?: TelecomRow;
  readonly more?: readonly Extension[];
}

const UPDATED = '2026-01-15T06:30:00+01:00';
const STATUS = {
  installed: '01 Installé',
  available: '02 Disponible',
  exceptional: '06 Supplémentaire',
  closed: '05 Fermé',
} as const;
const GENDER = { women: '01 Femme', men: '02 Homme', any: '03 Indifférencié' } as const;
const NATURE = { bed: '01 Lit', place: '02 Place' } as const;

/** One capacity record: the number of beds or places with this status, for whom, and the source of the figure. */
export function capacity(
  status: keyof typeof STATUS,
  count: number,
  gender: keyof typeof GENDER = 'any',
  nature: keyof typeof NATURE = 'bed',
  ...more: Extension[]
): Extension {
  const part = (url: string, system: string, term: Term): Extension => codeableExtension(url, system, term);
  const source: Term = status === 'installed' ? '01 Saisie manuelle' : '02 Bed management';
  return {
    url: EXTENSION.supportedCapacity,
    extension: [
      part('capacityType', CODE_SYSTEM.capacityNature, NATURE[nature]),
      part('capacityStatus', CODE_SYSTEM.capacityStatus, STATUS[status]),
      part('temporalityCapacity', CODE_SYSTEM.capacityTemporality, '01 Courant'),
      { url: 'nbCapacity', valueInteger: count },
      part('capacitySourceType', CODE_SYSTEM.capacitySource, source),
      part('genderCapacityAvailable', CODE_SYSTEM.capacityGender, GENDER[gender]),
      { url: 'capacityUpdateDate', valueDateTime: UPDATED },
      ...(status === 'closed' ? [part('capacityClosingType', CODE_SYSTEM.capacityClosingType, '01 Réactivable')] : []),
      part('temporaryAssignement', CODE_SYSTEM.temporaryAssignment, '01 Aucune'),
      ...more,
    ],
  };
}
/** Parts for beds added in an epidemic. */
const IN_CRISIS = [
  codeableExtension('additionalBedType', CODE_SYSTEM.additionalBedType, '01 Lit supplémentaire'),
  codeableExtension('crisisType', CODE_SYSTEM.crisisType, '01 Épidémie'),
];

export function equipment(type: Term, inService: number, maximumWeightKg?: number): Extension {
  const limit = (kg: number): Extension => ({
    url: EXTENSION.equipmentLimit,
    extension: [
      codeableExtension('equipmentFeature', CODE_SYSTEM.equipmentFeature, '001 Poids maximum'),
      {
        url: 'limitValue',
        valueQuantity: { value: kg, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      },
    ],
  });
  return {
    url: EXTENSION.equipment,
    extension: [
      codeableExtension('equipmentType', CODE_SYSTEM.equipment, type),
      { url: 'nbInService', valueInteger: inService },
      ...(maximumWeightKg ? [limit(maximumWeightKg)] : []),
    ],
  };
}

export function rooms(type: Term, count: number): Extension {
  return {
    url: EXTENSION.residentialCapacity,
    extension: [
      codeableExtension('residentialType', CODE_SYSTEM.residentialType, type),
      { url: 'residentialNumber', valueInteger: count },
    ],
  };
}

const LOCATION_IDENTIFIER = "25 Identifiant du lieu de réalisation de l'offre connu par l'instance ROR";
const LODGING_IDENTIFIER = "26 Identifiant de la zone d'hébergement connu par le porteur d'offre";

function identifier(type: Term, value: string): Identifier {
  return { type: codeable(CODE_SYSTEM.operationalResourceIdentifierType, type), value };
}

export function location(
  id: string,
  siteId: string,
  name: string,
  place: Place,
  options: LocationOptions = {},
): Location {
  const { lodging, externalId, closed, within, more = [] } = options;
  const [latitude, longitude] = place.position;
  const commune = codeableExtension(EXTENSION.communeCog, CODE_SYSTEM.commune, place.commune);
  return {
    resourceType: 'Location',
    id,
    ...origin('location', place.region, commune, ...more),
    identifier: [
      identifier(LOCATION_IDENTIFIER, `LR-${codeOf(place.region.term)}-${id}`),
      ...(externalId ? [identifier(LODGING_IDENTIFIER, externalId)] : []),
    ],
    status: closed ? 'suspended' : 'active',
    operationalStatus: coding(CODE_SYSTEM.locationStatus, closed ? '2 Fermé temporairement' : '3 Opérationnel'),
    name,
    ...(lodging && { type: [codeable(CODE_SYSTEM.locationFunction, '001 Hébergement')] }),
    ...list('telecom', options.telecom && [telecom(options.telecom)]),
    address: place.address,
    position: { extension: [{ url: EXTENSION.coordinateReliability, valueBoolean: true }], longitude, latitude },
    managingOrganization: reference('Organization', siteId),
    ...(within && { partOf: reference('Location', within) }),
  };
}

export const BARIATRIC_BED: Term = "089 Lit d'hospitalisation obésité (poids entre 250 et 350 kg) - bariatrique";
export const SINGLE_ROOM: Term = '02 Chambre simple';
export const DOUBLE_ROOM: Term = '01 Chambre double';

/** Places where the offers are provided. */
export const locations: readonly Location[] = [
  location('654', '2424', 'Agence de Bois-Colombes', PLACE.boisColombes),
  location('655', '4569', 'Agence de Courbevoie', PLACE.courbevoie),
  location('5253', '3536', 'Bâtiment Ambroise, 3e étage, aile nord', PLACE.aubrac, {
    lodging: true,
    externalId: '1946613186/NCH-3N',
    more: [
      capacity('installed', 28),
      capacity('available', 3, 'women'),
      capacity('available', 2, 'men'),
      equipment(BARIATRIC_BED, 2, 300),
    ],
  }),
  location('5254', '3536', 'Accueil des urgences, rez-de-chaussée', PLACE.aubrac, {
    telecom: ['fixed', '01.99.00.52.54', 2, 'Ligne réservée aux équipes de secours'],
    more: [capacity('installed', 14, 'any', 'place')],
  }),
  location('5255', '3536', 'Consultations ORL, bâtiment Curie', PLACE.aubrac),
  location('5260', '1501', 'Plateau technique du Parc', PLACE.versailles, {
    more: [
      equipment('087 IRM à champ ouvert', 1, 250),
      equipment('094 Mammographe', 2),
      { url: EXTENSION.locationComment, valueString: 'Entrée des personnes à mobilité réduite par la cour.' },
    ],
  }),
  location('6001', '2001', 'Soins intensifs de cardiologie, niveau 1', PLACE.rennes, {
    lodging: true,
    externalId: '1354628194/USIC',
    more: [
      capacity('installed', 12),
      capacity('available', 1),
      capacity('closed', 2),
      capacity('exceptional', 4, 'any', 'bed', ...IN_CRISIS),
    ],
  }),
  location('6002', '2001', 'Consultations de cardiologie, niveau 0', PLACE.rennes),
  location('6003', '2001', "Hôpital de jour d'oncologie", PLACE.rennes, {
    more: [capacity('installed', 18, 'any', 'place')],
  }),
  location('6010', '2011', 'Résidence Les Ajoncs', PLACE.brest, {
    lodging: true,
    externalId: '1298219935/RESIDENCE',
    more: [rooms(SINGLE_ROOM, 64), rooms(DOUBLE_ROOM, 8), capacity('installed', 80), capacity('available', 4)],
  }),
  location('7001', '3001', "Maison de santé de l'Erdre", PLACE.nantes, {
    telecom: ['fixed', '02.61.91.30.01'],
  }),
  location('7010', '3011', 'Antenne de Saint-Herblain', PLACE.saintHerblain),
  location('8001', '4001', 'Endocrinologie, bâtiment B', PLACE.toulouse, {
    lodging: true,
    externalId: '1317601895/ENDOC-B',
    more: [capacity('installed', 20), capacity('available', 5), equipment(BARIATRIC_BED, 4, 350)],
  }),
  location('8002', '4001', 'Maternité, bâtiment D', PLACE.toulouse, {
    lodging: true,
    externalId: '1317601895/MATER-D',
    more: [capacity('installed', 32, 'women'), capacity('available', 6, 'women')],
  }),
  location('8003', '4001', 'Planification familiale, bâtiment D', PLACE.toulouse, { within: '8002' }),
  location('8010', '4011', 'HAD des Garrigues, base de Montpellier', PLACE.montpellier, {
    more: [capacity('installed', 45, 'any', 'place'), capacity('available', 7, 'any', 'place')],
  }),
  location('9001', '5001', 'Base SAMU-SMUR', PLACE.saintDenis),
  location('9002', '5001', 'Urgences, rez-de-jardin', PLACE.saintDenis, {
    more: [capacity('installed', 16, 'any', 'place')],
  }),
  location('9003', '5001', 'Unité de psychiatrie, pavillon des Letchis', PLACE.saintDenis, {
    lodging: true,
    closed: true,
    externalId: '1974212233/PSY-LETCHIS',
    more: [capacity('installed', 24), capacity('closed', 24)],
  }),
  location('9010', '5011', 'Résidence Les Filaos', PLACE.saintPierre, {
    lodging: true,
    externalId: '1974026859/FILAOS',
    more: [rooms(SINGLE_ROOM, 48), capacity('installed', 48), capacity('available', 2, 'women')],
  }),
];
