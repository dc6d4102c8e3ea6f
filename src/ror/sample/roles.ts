import type { CodeableConcept, Extension, HealthcareService, Practitioner, PractitionerRole } from 'fhir/r4';
import { CODE_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import {
  REGION,
  codeOf,
  codeable,
  codeableExtension,
  list,
  named,
  origin,
  reference,
  telecom,
  type Region,
  type TelecomRow,
  type Term,
} from './elements';
import { practitioners } from './practitioners';
import { services } from './services';

interface RoleOptions {
  readonly selfEmployed?: boolean;
  readonly telecom?: TelecomRow;
  readonly since?: string;
}

const DOCTOR: Term = '10 Médecin';
const MIDWIFE: Term = '50 Sage-Femme';
const NURSE: Term = '60 Infirmier';
const PHYSIOTHERAPIST: Term = '70 Masseur-Kinésithérapeute';

function competence(term: Term): CodeableConcept {
  return codeable(CODE_SYSTEM.specificCompetence, term);
}

/** Expertise recognised by the order of the profession: its kind, then the specialty. */
export function ordinal(specialty: Term): CodeableConcept[] {
  return [
    codeable(CODE_SYSTEM.expertiseType, 'S Spécialité ordinale'),
    codeable(CODE_SYSTEM.ordinalSpecialty, specialty),
  ];
}

export function skilled(...competences: Term[]): CodeableConcept[] {
  return [codeable(CODE_SYSTEM.expertiseType, 'C Compétence'), ...competences.map(competence)];
}

/** The name under which a professional practises; in the sample always the civil name. */
function exerciseName({ name }: Practitioner, doctor: boolean): Extension {
  const [civil] = name ?? [];
  return {
    url: EXTENSION.practitionerRoleName,
    extension: [
      ...(doctor ? [codeableExtension('exerciseTitle', CODE_SYSTEM.exerciseTitle, 'DR Docteur')] : []),
      { url: 'exerciseLastName', valueString: civil?.family },
      ...(civil?.given ?? []).map((given) => ({ url: 'exerciseFirstName', valueString: given })),
    ],
  };
}

/** The role of a professional for an offer. Its organization and places are those of the offer. */
export function situation(
  id: string,
  region: Region,
  practitioner: Practitioner,
  { id: serviceId = '', providedBy, location }: HealthcareService,
  profession: Term,
  expertise: readonly CodeableConcept[],
  options: RoleOptions = {},
): PractitionerRole {
  const mode: Term = options.selfEmployed ? 'L Libéral, indépendant, artisan, commerçant' : 'S Salarié';
  return {
    resourceType: 'PractitionerRole',
    id,
    ...origin(
      'practitionerrole',
      region,
      codeableExtension(EXTENSION.exerciseMode, CODE_SYSTEM.exerciseMode, mode),
      exerciseName(practitioner, profession === DOCTOR),
      ...(options.selfEmployed ? [{ url: EXTENSION.vitaleAccepted, valueBoolean: true }] : []),
    ),
    identifier: [{ value: `SIT-${codeOf(region.term)}-${id}` }],
    active: true,
    ...(options.since && { period: { start: options.since } }),
    practitioner: reference('Practitioner', practitioner.id!),
    ...(providedBy && { organization: providedBy }),
    code: [codeable(CODE_SYSTEM.healthProfession, profession)],
    specialty: [...expertise],
    ...(location && { location }),
    healthcareService: [reference('HealthcareService', serviceId)],
    ...list('telecom', options.telecom && [telecom(options.telecom)]),
  };
}

function role(
  id: string,
  region: Region,
  practitionerId: string,
  serviceId: string,
  ...rest: [profession: Term, expertise: readonly CodeableConcept[], options?: RoleOptions]
): PractitionerRole {
  return situation(id, region, named(practitioners, practitionerId), named(services, serviceId), ...rest);
}

const EMERGENCY_MEDICINE = ordinal("SM59 Médecine d'urgence (SM)");
const COORDINATING_NURSE: Term = '20 Infirmier coordonnateur';
const SIGN_LANGUAGE: Term = '01 Maîtrise de la Langue des Signes Française (LSF)';
const PRIMARY_ADVANCED_PRACTICE: Term =
  'SI01 Exercice infirmier en pratique avancée pathologies chroniques stabilisées (SI)';
const CARDIOLOGY: Term = 'SM04 Cardiologie et Maladies vasculaires (SM)';

const { idf, bretagne, loire, occitanie, reunion } = REGION;

/** Who works for which offer, one role each. */
export const roles: readonly PractitionerRole[] = [
  // Île-de-France
  role('801', idf, '3101', '741', DOCTOR, ordinal('SM31 Neuro-chirurgie (SM)')),
  role('802', idf, '3102', '743', DOCTOR, EMERGENCY_MEDICINE),
  role('803', idf, '3103', '742', DOCTOR, ordinal('SM34 ORL et Chirurgie cervico-faciale (SM)')),
  role('804', idf, '3104', '744', DOCTOR, ordinal('SM44 Radio-diagnostic (SM)'), { selfEmployed: true }),
  role('805', idf, '3104', '745', DOCTOR, ordinal('SM44 Radio-diagnostic (SM)'), { selfEmployed: true }),

  // Bretagne. 753 has no type of expertise yet; her advanced practice in oncology is about to be recognised.
  role('753', bretagne, '3202', '1303', NURSE, [competence(SIGN_LANGUAGE)], {
    telecom: ['fixed', '02.61.91.07.53', 2],
  }),
  role('811', bretagne, '3201', '1301', DOCTOR, ordinal(CARDIOLOGY), { telecom: ['mobile', '06.39.98.08.11', 3] }),
  role('812', bretagne, '3201', '1302', DOCTOR, ordinal(CARDIOLOGY), {
    telecom: ['email', 'cardiologie@armorique.example', 2],
    since: '2024-09-01',
  }),
  role('813', bretagne, '3203', '1310', NURSE, skilled(COORDINATING_NURSE)),

  // Pays de la Loire
  role('821', loire, '159', '963', DOCTOR, ordinal('SM54 Médecine générale (SM)'), { selfEmployed: true }),
  role('822', loire, '2530', '966', PHYSIOTHERAPIST, skilled('37 Ostéopathe'), { selfEmployed: true }),
  role('823', loire, '2531', '967', MIDWIFE, skilled(SIGN_LANGUAGE), { selfEmployed: true }),
  role('824', loire, '2524', '9597', NURSE, skilled(COORDINATING_NURSE), { telecom: ['mobile', '06.39.98.08.24'] }),

  // Occitanie
  role('831', occitanie, '3301', '852', DOCTOR, ordinal('SM62 Endocrinologie, diabétologie, nutrition (SM)')),
  role('832', occitanie, '3302', '854', DOCTOR, ordinal('SM20 Gynécologie-obstétrique (SM)')),
  role('833', occitanie, '3303', '855', NURSE, ordinal(PRIMARY_ADVANCED_PRACTICE)),

  // La Réunion
  role('841', reunion, '3401', '1402', DOCTOR, EMERGENCY_MEDICINE),
  role('842', reunion, '3402', '1403', NURSE, skilled('14 Puéricultrice')),
];
