import type { Term } from '../sample/elements';

/** A common kind of offer. */
export interface OfferKind {
  readonly name: string;
  readonly field: Term;
  readonly activities: readonly Term[];
  readonly careMode: Term;
  readonly ages: readonly [low: number, high: number];
  readonly category?: Term;
  readonly public?: Term;
  /** Ordinal specialty of the doctors who work there; absent when no doctors do. */
  readonly doctors?: Term;
  /** Other professionals who work there, with their competence. */
  readonly others: readonly (readonly [profession: Term, competence: Term])[];
  readonly hours: 'always' | 'office' | 'day' | 'week';
  /** Kind and range of capacity; absent when nobody stays. */
  readonly places?: readonly [nature: 'bed' | 'place', low: number, high: number];
  /** Acts that some of them offer. */
  readonly acts?: readonly Term[];
  /** True when the service goes to people's homes. */
  readonly isMobile?: true;
}

const MCO: Term = '01 Médecine Chirurgie Obstétrique (MCO)';
const PSYCHIATRY: Term = '03 Psychiatrie (PSY)';
const MEDICO_SOCIAL: Term = '04 Médico-social (MS)';
const AMBULATORY: Term = '05 Ambulatoire';
const FULL_STAY: Term = '28 Hospitalisation complète (HC)';
const DAY_STAY: Term = '29 Hospitalisation de jour (HJ)';
const CONSULTATION: Term = '32 Consultation (CS)';
const RESIDENCE: Term = '46 Hébergement (accueil jour et nuit)';
const PLATFORM: Term = '55 Plateau technique';
const MOBILE_TEAM: Term = "59 Equipe d'intervention mobile";
const ELDERLY: Term = "01 Personnes âgées en perte d'autonomie et aidants";
const HANDICAPPED: Term = '02 Personnes en situation de handicap et aidants';
const URGENT: Term = '20 Urgences';
const OUTPATIENT: Term = '69 Consultation externe en établissement de santé';
const DAILY_LIFE: Term = '293 Accompagnements pour les actes de la vie quotidienne (AVQ)';

const NURSE: OfferKind['others'][number] = ['60 Infirmier', '20 Infirmier coordonnateur'];
const CHILD_NURSE: OfferKind['others'][number] = ['60 Infirmier', '14 Puéricultrice'];
const MIDWIFE: OfferKind['others'][number] = ['50 Sage-Femme', '01 Maîtrise de la Langue des Signes Française (LSF)'];
const PHYSIOTHERAPIST: OfferKind['others'][number] = ['70 Masseur-Kinésithérapeute', '37 Ostéopathe'];

const EDUCATION: Term = '0628 Education thérapeutique du patient non labellisée ou psychoéducation';
const TAMPONADE: Term = '1270 Tamponnement nasal antérieur';
const NEUROMODULATION: Term = '0320 Neuromodulation sacrée';
const HOUSEWORK: readonly Term[] = [
  '0784 Entretien du logement (ménage, petit bricolage)',
  '0785 Entretien du linge',
  '0786 Accompagnement pour faire des achats (courses)',
  '0787 Accompagnement ou apprentissage à la préparation du repas',
];

const CARDIOLOGY: Term = 'SM04 Cardiologie et Maladies vasculaires (SM)';
const EMERGENCY: Term = "SM59 Médecine d'urgence (SM)";
const GENERAL: Term = 'SM54 Médecine générale (SM)';
const ENDOCRINOLOGY: Term = 'SM62 Endocrinologie, diabétologie, nutrition (SM)';
const RADIOLOGY: Term = 'SM44 Radio-diagnostic (SM)';

export const HOSPITAL_OFFERS: readonly OfferKind[] = [
  { name: 'Neurochirurgie', field: MCO, activities: ['440 Chirurgie intracrânienne'], careMode: FULL_STAY, ages: [15, 120], doctors: 'SM31 Neuro-chirurgie (SM)', others: [NURSE], hours: 'always', places: ['bed', 12, 36], acts: [NEUROMODULATION] },
  { name: 'Consultations ORL', field: MCO, activities: ['107 Oto-rhino-laryngologie (ORL)'], careMode: CONSULTATION, ages: [3, 120], category: OUTPATIENT, doctors: 'SM34 ORL et Chirurgie cervico-faciale (SM)', others: [NURSE], hours: 'office', acts: [TAMPONADE] },
  { name: 'Urgences', field: MCO, activities: ['157 Urgences polyvalentes'], careMode: '33 Accueil des urgences', ages: [15, 120], category: URGENT, doctors: EMERGENCY, others: [NURSE], hours: 'always', places: ['place', 8, 24] },
  { name: 'Urgences pédiatriques', field: MCO, activities: ['249 Urgences pédiatriques'], careMode: '33 Accueil des urgences', ages: [0, 15], category: URGENT, doctors: EMERGENCY, others: [CHILD_NURSE], hours: 'always', places: ['place', 6, 16] },
  { name: 'Soins intensifs de cardiologie', field: MCO, activities: ['354 Soins intensifs spécialisés cardiologie (USIC)'], careMode: '22 Unité de soins intensifs (USI)', ages: [18, 120], doctors: CARDIOLOGY, others: [NURSE], hours: 'always', places: ['bed', 6, 16] },
  { name: 'Consultations de cardiologie', field: MCO, activities: ['013 Cardiologie générale'], careMode: CONSULTATION, ages: [15, 120], category: OUTPATIENT, doctors: CARDIOLOGY, others: [NURSE], hours: 'office' },
  { name: "Hôpital de jour d'oncologie", field: MCO, activities: ['164 Traitement médical des cancers'], careMode: DAY_STAY, ages: [18, 120], doctors: GENERAL, others: [NURSE], hours: 'day', places: ['place', 8, 20] },
  { name: "Hospitalisation d'endocrinologie", field: MCO, activities: ['039 Diabétologie', '040 Diététique et Nutrition', '041 Endocrinologie'], careMode: FULL_STAY, ages: [18, 120], doctors: ENDOCRINOLOGY, others: [NURSE], hours: 'always', places: ['bed', 10, 30], acts: [EDUCATION] },
  { name: 'Hôpital de jour de diabétologie', field: MCO, activities: ['039 Diabétologie'], careMode: DAY_STAY, ages: [18, 120], category: '11 Hôpital De Jour (HDJ)', doctors: ENDOCRINOLOGY, others: [NURSE], hours: 'day', places: ['place', 4, 12], acts: [EDUCATION] },
  { name: 'Maternité', field: MCO, activities: ['100 Obstétrique'], careMode: FULL_STAY, ages: [12, 60], doctors: 'SM20 Gynécologie-obstétrique (SM)', others: [MIDWIFE, CHILD_NURSE], hours: 'always', places: ['bed', 14, 40] },
  { name: 'Psychiatrie adulte', field: PSYCHIATRY, activities: ['229 Psychiatrie adulte'], careMode: FULL_STAY, ages: [18, 120], category: "16 Unité d'hospitalisation (hors HDJ)", doctors: GENERAL, others: [NURSE], hours: 'always', places: ['bed', 16, 30] },
  { name: 'SMUR', field: MCO, activities: ['136 SMUR primaire'], careMode: MOBILE_TEAM, ages: [0, 120], category: URGENT, doctors: EMERGENCY, others: [NURSE], hours: 'always', isMobile: true },
  { name: 'IRM', field: MCO, activities: ['068 Imagerie par IRM'], careMode: PLATFORM, ages: [6, 120], doctors: RADIOLOGY, others: [NURSE], hours: 'office' },
  { name: 'Soins palliatifs', field: MCO, activities: ['170 Soins palliatifs'], careMode: FULL_STAY, ages: [18, 120], doctors: GENERAL, others: [NURSE], hours: 'always', places: ['bed', 8, 14] },
]; // prettier-ignore

export const NURSING_HOME_OFFERS: readonly OfferKind[] = [
  { name: 'Hébergement permanent', field: MEDICO_SOCIAL, activities: [DAILY_LIFE], careMode: RESIDENCE, ages: [60, 120], category: '21 Accueil ou hébergement pour personnes âgées dépendantes, sans spécificité', public: ELDERLY, others: [NURSE], hours: 'always', places: ['bed', 40, 110] },
  { name: 'Unité de vie protégée', field: MEDICO_SOCIAL, activities: ['306 Activités visant la stimulation cognitivo-comportementale'], careMode: RESIDENCE, ages: [60, 120], category: '24 Accueil pour personnes âgées dépendantes, avec spécificité Unité de vie protégée', public: ELDERLY, others: [NURSE], hours: 'always', places: ['bed', 10, 16] },
]; // prettier-ignore

export const HOME_NURSING_OFFERS: readonly OfferKind[] = [
  { name: 'Soins infirmiers à domicile', field: MEDICO_SOCIAL, activities: ['287 Soins techniques infirmiers'], careMode: '49 Sur les lieux de vie', ages: [60, 120], category: '28 Services Soins infirmiers à domicile (SSIAD)', public: ELDERLY, others: [NURSE], hours: 'week', isMobile: true },
]; // prettier-ignore

export const HOME_HELP_OFFERS: readonly OfferKind[] = [
  { name: 'Aide à domicile', field: MEDICO_SOCIAL, activities: [DAILY_LIFE], careMode: MOBILE_TEAM, ages: [18, 120], category: "30 Service d'aide et d'Accompagnement à Domicile (SAAD)", public: HANDICAPPED, others: [], hours: 'week', acts: HOUSEWORK, isMobile: true },
  { name: 'Aide au logement', field: MEDICO_SOCIAL, activities: ['298 Accompagnements pour vivre dans un logement', '299 Accompagnements pour accomplir les activités domestiques'], careMode: MOBILE_TEAM, ages: [60, 120], category: "30 Service d'aide et d'Accompagnement à Domicile (SAAD)", public: ELDERLY, others: [], hours: 'office', acts: HOUSEWORK, isMobile: true },
]; // prettier-ignore

export const HOSPITAL_AT_HOME_OFFERS: readonly OfferKind[] = [
  { name: 'Hospitalisation à domicile', field: MCO, activities: ['170 Soins palliatifs'], careMode: '31 Hospitalisation à domicile (HAD)', ages: [0, 120], doctors: GENERAL, others: [NURSE], hours: 'always', places: ['place', 20, 60], isMobile: true },
]; // prettier-ignore

export const TOWN_OFFERS: readonly OfferKind[] = [
  { name: 'Médecine générale', field: AMBULATORY, activities: ['437 Médecine générale'], careMode: CONSULTATION, ages: [0, 120], category: '99 Maison de santé pluriprofessionnelle (MSP)', doctors: GENERAL, others: [], hours: 'office' },
  { name: 'Kinésithérapie', field: AMBULATORY, activities: ['339 Kinésithérapie'], careMode: CONSULTATION, ages: [0, 120], others: [PHYSIOTHERAPIST], hours: 'office' },
  { name: 'Suivi de grossesse', field: AMBULATORY, activities: ['282 Périnatalité (suivi de grossesse)'], careMode: CONSULTATION, ages: [15, 55], others: [MIDWIFE], hours: 'office' },
  { name: 'Soins infirmiers', field: AMBULATORY, activities: ['287 Soins techniques infirmiers'], careMode: CONSULTATION, ages: [0, 120], others: [NURSE], hours: 'week' },
]; // prettier-ignore

export const IMAGING_OFFERS: readonly OfferKind[] = [
  { name: 'IRM', field: AMBULATORY, activities: ['068 Imagerie par IRM'], careMode: PLATFORM, ages: [6, 120], doctors: RADIOLOGY, others: [], hours: 'office' },
  { name: 'Radiologie et mammographie', field: AMBULATORY, activities: ['069 Imagerie par radiologie conventionnelle'], careMode: PLATFORM, ages: [0, 120], doctors: RADIOLOGY, others: [], hours: 'office' },
]; // prettier-ignore
