import type { CodeableConcept, Extension, Organization, OrganizationContact } from 'fhir/r4';
import { CODE_SYSTEM, IDENTIFIER_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import {
  REGION,
  codeOf,
  codeable,
  codeableExtension,
  confidentiality,
  list,
  origin,
  reference,
  structureIdentifiers,
  telecom,
  type Region,
  type RegisterNumber,
  type TelecomRow,
  type Term,
} from './elements';
import { PLACE, type Place } from './places';

interface EntityOptions {
  readonly telecom?: readonly TelecomRow[];
  readonly contact?: readonly OrganizationContact[];
  readonly more?: readonly Extension[];
}

export type LegalForm = readonly [status: Term, group: Term];
const PUBLIC: Term = '1200 Etablissement Public';
const NON_PROFIT: Term = '2100 Organisme Privé à But non Lucratif';
const COMMERCIAL: Term = '2200 Organisme Privé à Caractère Commercial';
const HOSPITAL: LegalForm = ["14 Etablissement Public Intercommunal d'Hospitalisation", PUBLIC];
const ASSOCIATION: LegalForm = ["60 Association Loi 1901 non Reconnue d'Utilité Publique", NON_PROFIT];
const SARL: LegalForm = ['72 Société A Responsabilité Limitée (S.A.R.L.)', COMMERCIAL];
const SISA: LegalForm = ['80 Société Interprofessionnelle Soins Ambulatoires (S.I.S.A.)', COMMERCIAL];
const SELAS: LegalForm = ['91 Société Exercice Libéral par Actions Simplifiée (S.E.L.A.S.)', COMMERCIAL];

const HOSPITAL_SITE: Term = '355 Centre Hospitalier (C.H.)';
const NURSING_HOME: Term = "500 Etablissement d'hébergement pour personnes âgées dépendantes";
const HOME_HELP: Term = "460 Service d'aide et d'accompagnement à domicile";
const HOME_NURSING: Term = '354 Service de Soins Infirmiers A Domicile (S.S.I.A.D)';
const HOSPITAL_AT_HOME: Term = '127 Hospitalisation à Domicile';
const HEALTH_HOUSE: Term = '603 Maison de santé (L.6223-3)';
const GROUP_PRACTICE: Term = '602 Cabinet de Groupe';

const POLE: Term = '1 Pôle';
const SERVICE: Term = '2 Service';
const UNIT: Term = '3 Unité fonctionnelle';

const STANDARD: Term = '06 Standard';
const ALERT: Term = '13 Alerte H24';
const DIRECTOR: Term = '01 Directeur';
export const SOCIAL_HELP = codeableExtension(
  EXTENSION.financialHelp,
  CODE_SYSTEM.financialHelp,
  '02 Habilité Aide Sociale',
);
const HELICOPTER_PAD: Extension = { url: EXTENSION.dropZone, valueBoolean: true };

/** Price of one day of residence, in euros. @param more to whom it applies, and on which terms */
export function dailyPrice(type: Term, euros: number, since: string, ...more: Extension[]): Extension {
  return {
    url: EXTENSION.price,
    extension: [
      { url: 'priceType', valueCodeableConcept: codeable(CODE_SYSTEM.priceType, type) },
      { url: 'priceUnit', valueCodeableConcept: codeable(CODE_SYSTEM.priceUnit, '2 Tarif journalier') },
      { url: 'amount', valueMoney: { value: euros, currency: 'EUR' } },
      { url: 'startDate', valueDateTime: since },
      ...more,
    ],
  };
}
const SINGLE_ROOM = codeableExtension('residentialType', CODE_SYSTEM.residentialType, '02 Chambre simple');
const PERMANENT_STAY = codeableExtension('welcomeType', CODE_SYSTEM.receptionType, '02 Permanent');
const SOCIAL_HELP_PRICE = codeableExtension('specialPrice', CODE_SYSTEM.priceCondition, '1 Tarif aide sociale');
const MOST_DEPENDENT = codeableExtension('dependencyLevel', CODE_SYSTEM.dependencyLevel, '1 GIR 1 et 2');

/** Extensions of an organization closed temporarily since a given day. */
function closedSince(day: string): Extension[] {
  return [
    codeableExtension(EXTENSION.closingType, CODE_SYSTEM.closingType, 'PRO Provisoire'),
    { url: EXTENSION.organizationPeriod, valuePeriod: { end: day } },
  ];
}
const RESIDENCE: Term = '02 Forfait socle hébergement';
const DEPENDENCY: Term = '03 Dépendance';

/** A desk (a nature of contact) or a person (a function and a name), with the confidentiality of its telecom. */
export function contact(
  who: { desk: Term } | { job: Term; name?: readonly [string, string] },
  row: TelecomRow,
): OrganizationContact {
  const [, , level = 1] = row;
  const restriction = confidentiality(EXTENSION.contactConfidentialityLevel, level);
  if ('desk' in who) {
    return {
      extension: [restriction],
      purpose: codeable(CODE_SYSTEM.contactNature, who.desk),
      telecom: [telecom(row)],
    };
  }
  return {
    extension: [restriction, codeableExtension(EXTENSION.contactFunction, CODE_SYSTEM.contactFunction, who.job)],
    ...(who.name && { name: { family: who.name[0], given: [who.name[1]] } }),
    telecom: [telecom(row)],
  };
}

function entity(
  id: string,
  name: string,
  type: CodeableConcept[],
  register: RegisterNumber,
  place: Place,
  options: EntityOptions,
): Organization {
  return {
    resourceType: 'Organization',
    id,
    ...origin('organization', place.region, ...(options.more ?? [])),
    identifier: structureIdentifiers(register),
    active: true,
    type,
    name,
    ...list('telecom', options.telecom?.map(telecom)),
    address: [place.address],
    ...list('contact', options.contact),
  };
}

/** EJ, entité juridique: the top of each tree. */
export function legalEntity(
  id: string,
  name: string,
  [status, group]: LegalForm,
  register: RegisterNumber,
  place: Place,
  options: EntityOptions = {},
): Organization {
  const type = [codeable(CODE_SYSTEM.legalStatus, status), codeable(CODE_SYSTEM.legalStatusGroup, group)];
  return entity(id, name, type, register, place, options);
}

/** EG, entité géographique: one site of a legal entity. */
export function site(
  id: string,
  parent: string,
  name: string,
  category: Term,
  register: RegisterNumber,
  place: Place,
  options: EntityOptions = {},
): Organization {
  const type = [codeable(CODE_SYSTEM.establishmentCategory, category)];
  return { ...entity(id, name, type, register, place, options), partOf: reference('Organization', parent) };
}

/** OI, organisation interne: pôle, service or unité fonctionnelle of a site. */
export function internal(
  id: string,
  parent: string,
  region: Region,
  kind: Term,
  name: string,
  ...more: Extension[]
): Organization {
  const identifierType: Term = "42 Identifiant fonctionnel de l'OI connu par l'instance ROR";
  return {
    resourceType: 'Organization',
    id,
    ...origin('organization', region, ...more),
    identifier: [
      {
        type: codeable(CODE_SYSTEM.otherIdentifierType, identifierType),
        system: IDENTIFIER_SYSTEM.internalOrganization,
        value: `OI-${codeOf(region.term)}-${id}`,
      },
    ],
    active: true,
    type: [codeable(CODE_SYSTEM.internalOrganizationType, kind)],
    name,
    partOf: reference('Organization', parent),
  };
}

/** Legal entities, their sites, and the internal organizations of those, parents first. */
export const organizations: readonly Organization[] = [
  // Île-de-France: home help, a hospital, an imaging practice
  legalEntity('1234', 'Quiétude', SARL, ['siren', '960313721'], PLACE.bourguignons),
  site('2424', '1234', 'Quiétude Bois-Colombes', HOME_HELP, ['siret', '97777412154728'], PLACE.boisColombes, {
    contact: [contact({ desk: STANDARD }, ['fixed', '01.99.00.24.24'])],
    more: [SOCIAL_HELP, { url: EXTENSION.accomodationFamily, valueBoolean: false }],
  }),
  legalEntity('1111', 'Groupe Quiétude Île-de-France', SARL, ['siren', '959010928'], PLACE.courbevoie, {
    telecom: [['web', 'https://quietude.example']],
  }),
  site('4569', '1111', 'Quiétude Courbevoie', HOME_HELP, ['siret', '90385280841485'], PLACE.courbevoie, {
    telecom: [['fixed', '01.99.00.45.69']],
    contact: [contact({ desk: STANDARD }, ['fixed', '01.99.00.45.70'])],
    more: [SOCIAL_HELP],
  }),
  legalEntity('3535', 'Hôpitaux du Val de Bièvre', HOSPITAL, ['finess', '940913909'], PLACE.aubrac),
  site('3536', '3535', 'Hôpital Camille-Aubrac', HOSPITAL_SITE, ['finess', '946613186'], PLACE.aubrac, {
    telecom: [
      ['fixed', '01.99.00.35.36'],
      ['fax', '01.99.00.35.37'],
    ],
    contact: [
      contact({ job: DIRECTOR, name: ['VASSELIN', 'Odile'] }, ['fixed', '01.99.00.35.38', 2]),
      contact({ desk: ALERT }, ['mobile', '06.39.98.35.36', 3, 'Cellule de crise, jour et nuit']),
    ],
    more: [HELICOPTER_PAD],
  }),
  internal('6900', '3536', REGION.idf, POLE, 'Pôle neurosciences'),
  internal('6963', '6900', REGION.idf, SERVICE, 'Service de neurochirurgie'),
  internal('5958', '6963', REGION.idf, UNIT, 'Neurochirurgie, hospitalisation'),
  internal('789', '3536', REGION.idf, POLE, 'TECOTRO'),
  internal('790', '789', REGION.idf, SERVICE, 'Oto-rhino-laryngologie et chirurgie cervico-faciale'),
  internal('791', '3536', REGION.idf, POLE, 'Pôle urgences et soins critiques'),
  internal('792', '791', REGION.idf, SERVICE, "Service d'accueil des urgences"),
  legalEntity('1500', 'Imagerie médicale du Parc', SELAS, ['siren', '924595711'], PLACE.versailles),
  site('1501', '1500', "Centre d'imagerie du Parc", GROUP_PRACTICE, ['siret', '92538885393363'], PLACE.versailles, {
    telecom: [
      ['fixed', '01.99.00.15.01'],
      ['web', 'https://imagerie-du-parc.example'],
    ],
  }),

  // Bretagne: a university hospital, a nursing home
  legalEntity('2000', "Centre hospitalier universitaire d'Armorique", HOSPITAL, ['finess', '359603082'], PLACE.rennes),
  site('2001', '2000', 'Hôpital des Trois-Rivières', HOSPITAL_SITE, ['finess', '354628194'], PLACE.rennes, {
    telecom: [['fixed', '02.61.91.20.01']],
    contact: [
      contact({ desk: STANDARD }, ['fixed', '02.61.91.20.00']),
      contact({ job: '12 Référent ROR', name: ['LE GOALLEC', 'Erwan'] }, ['email', 'ror@armorique.example', 2]),
    ],
    more: [HELICOPTER_PAD],
  }),
  internal('2002', '2001', REGION.bretagne, POLE, 'Pôle cœur-poumons-vaisseaux'),
  internal('2003', '2002', REGION.bretagne, SERVICE, 'Service de cardiologie'),
  internal('2004', '2003', REGION.bretagne, UNIT, 'Soins intensifs de cardiologie'),
  internal('2005', '2003', REGION.bretagne, UNIT, 'Cardiologie, consultations'),
  internal('2006', '2001', REGION.bretagne, POLE, 'Pôle cancérologie'),
  internal('2007', '2006', REGION.bretagne, SERVICE, "Service d'oncologie médicale"),
  legalEntity('2010', 'Association Les Ajoncs', ASSOCIATION, ['finess', '291819093'], PLACE.brest),
  site('2011', '2010', 'EHPAD Les Ajoncs', NURSING_HOME, ['finess', '298219935'], PLACE.brest, {
    telecom: [
      ['fixed', '02.61.91.20.11'],
      ['email', 'accueil@les-ajoncs.example'],
    ],
    more: [
      SOCIAL_HELP,
      dailyPrice(RESIDENCE, 63.42, '2026-01-01', SINGLE_ROOM, SOCIAL_HELP_PRICE),
      dailyPrice(DEPENDENCY, 18.7, '2026-01-01', MOST_DEPENDENT, PERMANENT_STAY),
    ],
  }),

  // Pays de la Loire: a health house, a home nursing service
  legalEntity('3000', "Soins de l'Erdre", SISA, ['siren', '915901396'], PLACE.nantes),
  site('3001', '3000', "Maison de santé de l'Erdre", HEALTH_HOUSE, ['finess', '447865797'], PLACE.nantes, {
    telecom: [['fixed', '02.61.91.30.01']],
    contact: [contact({ desk: '07 Secrétariat' }, ['fixed', '02.61.91.30.02', 1, 'De 8 h à 19 h'])],
  }),
  legalEntity(
    '3010',
    'Association Soins à domicile du Sillon',
    ASSOCIATION,
    ['finess', '444875749'],
    PLACE.saintHerblain,
  ),
  site('3011', '3010', 'SSIAD du Sillon', HOME_NURSING, ['finess', '445432319'], PLACE.saintHerblain, {
    telecom: [['fixed', '02.61.91.30.11']],
    contact: [contact({ job: '08 Infirmier coordonnateur' }, ['mobile', '06.39.98.30.11', 2])],
  }),

  // Occitanie: a hospital, hospital care at home
  legalEntity('4000', 'Centre hospitalier de la Garonne', HOSPITAL, ['finess', '317465075'], PLACE.toulouse),
  site('4001', '4000', 'Hôpital Jeanne-Villemur', HOSPITAL_SITE, ['finess', '317601895'], PLACE.toulouse, {
    telecom: [['fixed', '05.36.49.40.01']],
    contact: [contact({ desk: STANDARD }, ['fixed', '05.36.49.40.00'])],
  }),
  internal('4002', '4001', REGION.occitanie, POLE, 'Pôle métabolisme et nutrition'),
  internal('4003', '4002', REGION.occitanie, SERVICE, "Service d'endocrinologie"),
  internal('4004', '4003', REGION.occitanie, UNIT, 'Hôpital de jour de diabétologie'),
  internal('4005', '4001', REGION.occitanie, POLE, 'Pôle femme, mère, enfant'),
  internal('4006', '4005', REGION.occitanie, SERVICE, 'Maternité'),
  internal('4007', '4005', REGION.occitanie, SERVICE, 'Planification familiale', ...closedSince('2026-06-30')),
  legalEntity('4010', 'Association HAD des Garrigues', ASSOCIATION, ['finess', '342366712'], PLACE.montpellier),
  site('4011', '4010', 'HAD des Garrigues', HOSPITAL_AT_HOME, ['finess', '342917034'], PLACE.montpellier, {
    telecom: [['fixed', '04.65.71.40.11']],
  }),

  // La Réunion: a hospital, a nursing home
  legalEntity('5000', 'Centre hospitalier des Mascareignes', HOSPITAL, ['finess', '974846563'], PLACE.saintDenis),
  site('5001', '5000', 'Hôpital Nord des Mascareignes', HOSPITAL_SITE, ['finess', '974212233'], PLACE.saintDenis, {
    telecom: [['fixed', '02.61.91.50.01']],
    more: [HELICOPTER_PAD],
  }),
  internal('5002', '5001', REGION.reunion, POLE, 'Pôle urgences, SAMU, SMUR'),
  internal('5003', '5002', REGION.reunion, SERVICE, 'SAMU-SMUR'),
  internal('5004', '5002', REGION.reunion, SERVICE, 'Urgences adultes et enfants'),
  internal('5005', '5001', REGION.reunion, POLE, 'Pôle santé mentale'),
  legalEntity('5010', 'Association Les Filaos', ASSOCIATION, ['finess', '974079244'], PLACE.saintPierre),
  site('5011', '5010', 'EHPAD Les Filaos', NURSING_HOME, ['finess', '974026859'], PLACE.saintPierre, {
    telecom: [['fixed', '02.61.91.50.11']],
    more: [SOCIAL_HELP, dailyPrice(RESIDENCE, 58.9, '2026-01-01')],
  }),
];
