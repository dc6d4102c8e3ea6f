import type { HealthcareService } from 'fhir/r4';
import { CODE_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import { REGION, codeable, type Hours, type Term } from './elements';
import { act, closure, contact, service, zone } from './service';

type Codes = keyof typeof CODE_SYSTEM;
const coded = (system: Codes) => (term: Term) => codeable(CODE_SYSTEM[system], term);
const activity = coded('operationalActivity');
const activityFamily = coded('operationalActivityFamily');
const careMode = coded('careMode');
const modality = coded('receptionModality');

const MCO: Term = '01 Médecine Chirurgie Obstétrique (MCO)';
const PSYCHIATRY: Term = '03 Psychiatrie (PSY)';
const MEDICO_SOCIAL: Term = '04 Médico-social (MS)';
const AMBULATORY: Term = '05 Ambulatoire';

const FULL_STAY = careMode('28 Hospitalisation complète (HC)');
const DAY_STAY = careMode('29 Hospitalisation de jour (HJ)');
const CONSULTATION = careMode('32 Consultation (CS)');
const EMERGENCY = careMode('33 Accueil des urgences');
const RESIDENCE = careMode('46 Hébergement (accueil jour et nuit)');
const PLATFORM = careMode('55 Plateau technique');
const MOBILE_TEAM = careMode("59 Equipe d'intervention mobile");
const PERMANENT = codeable(CODE_SYSTEM.receptionType, '02 Permanent');
const AGENT = codeable(CODE_SYSTEM.managementType, '02 Mandataire');
const IN_PERSON = modality('03 Consultation en présentiel');
const HOME_VISIT = modality('05 Visite à domicile');
const WALK_IN = modality('06 Prise en charge sans rendez-vous');
const DAILY_LIFE = activity('293 Accompagnements pour les actes de la vie quotidienne (AVQ)');
const DIABETOLOGY = activity('039 Diabétologie');

const BOOKING: Term = '02 Prise de rendez-vous';
const ADMISSION: Term = '03 Admission';
const STANDARD: Term = '06 Standard';
const DUTY: Term = '14 Garde ou astreinte';
const ELDERLY: Term = "01 Personnes âgées en perte d'autonomie et aidants";
const URGENT: Term = '20 Urgences';
const CARE_HOME: Term = '21 Accueil ou hébergement pour personnes âgées dépendantes, sans spécificité';
const PROTECTED_UNIT: Term = '24 Accueil pour personnes âgées dépendantes, avec spécificité Unité de vie protégée';
const HOME_HELP: Term = "30 Service d'aide et d'Accompagnement à Domicile (SAAD)";
const OUTPATIENT: Term = '69 Consultation externe en établissement de santé';

const WEEKDAYS = [1, 2, 3, 4, 5];
const ALWAYS: readonly Hours[] = [{ days: [1, 2, 3, 4, 5, 6, 7] }];
const OFFICE: Hours = { days: WEEKDAYS, from: '09:00', to: '17:00', type: 'appointment' };

const { idf, bretagne, loire, occitanie, reunion } = REGION;

/** Offers: what an organization does, for whom, where and when. */
export const services: readonly HealthcareService[] = [
  service('964', idf, ['2424', '654'], 'Services à domicile quiétude Bois Colombes', MEDICO_SOCIAL, [60, 120], {
    identifier: 'ZZZ',
    public: ELDERLY,
    category: HOME_HELP,
    specialty: [
      activity('298 Accompagnements pour vivre dans un logement'),
      activityFamily('019 2.3.2.1 Accompagnements pour vivre dans un logement'),
      activity('299 Accompagnements pour accomplir les activités domestiques'),
      activityFamily('020 2.3.2.2 Accompagnements pour accomplir les activités domestiques'),
    ],
    characteristic: [
      MOBILE_TEAM,
      AGENT,
      act('0784 Entretien du logement (ménage, petit bricolage)'),
      act('0785 Entretien du linge'),
      act('0786 Accompagnement pour faire des achats (courses)'),
      act('0787 Accompagnement ou apprentissage à la préparation du repas'),
    ],
    more: [zone('92009 Bois-Colombes'), contact(STANDARD, ['fixed', '01.01.01.01.01'])],
    hours: [{ days: WEEKDAYS, from: '08:00', to: '16:00' }],
  }),
  service('965', idf, ['4569', '655'], 'Aide à domicile Quiétude Courbevoie', MEDICO_SOCIAL, [18, 120], {
    public: '02 Personnes en situation de handicap et aidants',
    category: HOME_HELP,
    specialty: [DAILY_LIFE],
    characteristic: [MOBILE_TEAM],
    more: [zone('92026 Courbevoie'), zone('92062 Puteaux')],
    hours: [{ days: [1, 2, 3, 4, 5, 6], from: '07:00', to: '21:00' }],
  }),
  service('741', idf, ['5958', '5253'], 'Hospitalisation complète de neurochirurgie', MCO, [15, 120], {
    specialty: [activity('440 Chirurgie intracrânienne')],
    characteristic: [FULL_STAY, act('0320 Neuromodulation sacrée')],
    more: [
      contact(ADMISSION, ['fixed', '01.99.00.07.41']),
      contact(DUTY, ['mobile', '06.39.98.07.41', 3], { family: 'ROUQUAYROL', given: ['Hélène'] }),
    ],
    hours: ALWAYS,
  }),
  service('742', idf, ['790', '5255'], 'Consultations ORL', MCO, [3, 120], {
    category: OUTPATIENT,
    specialty: [activity('107 Oto-rhino-laryngologie (ORL)')],
    characteristic: [
      CONSULTATION,
      IN_PERSON,
      modality('04 Téléconsultation'),
      act('1270 Tamponnement nasal antérieur'),
    ],
    more: [contact(BOOKING, ['fixed', '01.99.00.07.42'])],
    hours: [OFFICE],
    closed: closure('Consultations fermées pendant les travaux', '2026-07-27', '2026-08-23'),
  }),
  service('743', idf, ['792', '5254'], "Urgences de l'hôpital Camille-Aubrac", MCO, [15, 120], {
    category: URGENT,
    specialty: [activity('157 Urgences polyvalentes')],
    characteristic: [EMERGENCY, WALK_IN],
    more: [contact('04 Médical', ['fixed', '01.99.00.07.43', 2, 'Médecin coordonnateur'])],
    hours: ALWAYS,
  }),
  service('744', idf, ['1501', '5260'], 'IRM du Parc', AMBULATORY, [6, 120], {
    specialty: [activity('068 Imagerie par IRM')],
    characteristic: [PLATFORM],
    more: [contact(BOOKING, ['web', 'https://imagerie-du-parc.example/irm'])],
    hours: [{ days: [1, 2, 3, 4, 5, 6], from: '07:30', to: '20:00', type: 'appointment' }],
  }),
  service('745', idf, ['1501', '5260'], 'Radiologie et mammographie du Parc', AMBULATORY, [0, 120], {
    specialty: [activity('069 Imagerie par radiologie conventionnelle')],
    characteristic: [PLATFORM, WALK_IN],
    hours: [
      { days: WEEKDAYS, from: '08:00', to: '12:00', type: 'walkIn' },
      { days: WEEKDAYS, from: '14:00', to: '19:00', type: 'appointment' },
    ],
  }),

  service('1301', bretagne, ['2004', '6001'], 'Soins intensifs de cardiologie', MCO, [18, 120], {
    specialty: [activity('354 Soins intensifs spécialisés cardiologie (USIC)')],
    characteristic: [careMode('22 Unité de soins intensifs (USI)'), modality('02 Prise en charge directe SMUR')],
    more: [contact(DUTY, ['mobile', '06.39.98.13.01', 3])],
    hours: ALWAYS,
  }),
  service('1302', bretagne, ['2005', '6002'], 'Consultations de cardiologie', MCO, [15, 120], {
    category: OUTPATIENT,
    specialty: [activity('013 Cardiologie générale')],
    characteristic: [CONSULTATION, IN_PERSON, modality('11 Téléexpertise en moins de 7 jours')],
    more: [contact(BOOKING, ['fixed', '02.61.91.13.02'])],
    hours: [OFFICE],
  }),
  service('1303', bretagne, ['2007', '6003'], "Hôpital de jour d'oncologie", MCO, [18, 120], {
    specialty: [activity('164 Traitement médical des cancers')],
    characteristic: [DAY_STAY],
    more: [contact('05 Soignant', ['fixed', '02.61.91.13.03', 2])],
    hours: [{ days: WEEKDAYS, from: '08:00', to: '18:30' }],
  }),
  service('1310', bretagne, ['2011', '6010'], 'Hébergement permanent Les Ajoncs', MEDICO_SOCIAL, [60, 120], {
    public: ELDERLY,
    category: CARE_HOME,
    specialty: [DAILY_LIFE],
    characteristic: [RESIDENCE, PERMANENT],
    more: [contact(ADMISSION, ['email', 'admission@les-ajoncs.example'])],
    hours: ALWAYS,
  }),
  service('1311', bretagne, ['2011', '6010'], 'Unité de vie protégée Les Ajoncs', MEDICO_SOCIAL, [60, 120], {
    public: ELDERLY,
    category: PROTECTED_UNIT,
    specialty: [activity('306 Activités visant la stimulation cognitivo-comportementale')],
    characteristic: [RESIDENCE, PERMANENT],
    hours: ALWAYS,
  }),

  service('963', loire, ['3001', '7001'], "Médecine générale de l'Erdre", AMBULATORY, [0, 120], {
    category: '99 Maison de santé pluriprofessionnelle (MSP)',
    specialty: [activity('437 Médecine générale')],
    characteristic: [CONSULTATION, IN_PERSON, HOME_VISIT],
    more: [contact(BOOKING, ['fixed', '02.61.91.09.63'])],
    hours: [
      { days: WEEKDAYS, from: '08:30', to: '19:00', type: 'appointment' },
      { days: [6], from: '09:00', to: '12:00', type: 'walkIn' },
    ],
  }),
  service('966', loire, ['3001', '7001'], "Kinésithérapie de l'Erdre", AMBULATORY, [0, 120], {
    specialty: [activity('339 Kinésithérapie')],
    characteristic: [CONSULTATION, IN_PERSON, HOME_VISIT],
    hours: [OFFICE],
  }),
  service('967', loire, ['3001', '7001'], "Suivi de grossesse de l'Erdre", AMBULATORY, [15, 55], {
    specialty: [activity('282 Périnatalité (suivi de grossesse)')],
    characteristic: [CONSULTATION],
    hours: [{ days: [1, 3, 5], from: '09:00', to: '18:00', type: 'appointment' }],
  }),
  service('9597', loire, ['3011', '7010'], 'Soins infirmiers à domicile du Sillon', MEDICO_SOCIAL, [60, 120], {
    public: ELDERLY,
    category: '28 Services Soins infirmiers à domicile (SSIAD)',
    serves: '7010',
    specialty: [activity('287 Soins techniques infirmiers')],
    characteristic: [careMode('49 Sur les lieux de vie'), HOME_VISIT],
    more: [zone('44162 Saint-Herblain'), zone('44109 Nantes'), contact(STANDARD, ['fixed', '02.61.91.95.97'])],
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', to: '20:00' }],
  }),

  service('852', occitanie, ['4003', '8001'], "Hospitalisation d'endocrinologie et nutrition", MCO, [18, 120], {
    specialty: [DIABETOLOGY, activity('040 Diététique et Nutrition'), activity('041 Endocrinologie')],
    characteristic: [FULL_STAY],
    more: [contact(ADMISSION, ['fixed', '05.36.49.08.52'])],
    hours: ALWAYS,
  }),
  service('853', occitanie, ['4004', '8001'], 'Hôpital de jour de diabétologie', MCO, [18, 120], {
    category: '11 Hôpital De Jour (HDJ)',
    specialty: [DIABETOLOGY],
    characteristic: [
      DAY_STAY,
      act('0628 Education thérapeutique du patient non labellisée ou psychoéducation'),
      act("1282 Programme d'ETP labellisée - Diabète", 'outsideOfficeAct'),
    ],
    hours: [{ days: WEEKDAYS, from: '07:45', to: '18:00' }],
  }),
  service('854', occitanie, ['4006', '8002'], "Maternité de l'hôpital Jeanne-Villemur", MCO, [12, 60], {
    specialty: [activity('100 Obstétrique')],
    characteristic: [FULL_STAY],
    more: [contact(DUTY, ['fixed', '05.36.49.08.54', 1, 'Salle de naissance, jour et nuit'])],
    hours: ALWAYS,
  }),
  service('855', occitanie, ['4011', '8010'], 'Hospitalisation à domicile des Garrigues', MCO, [0, 120], {
    specialty: [activity('170 Soins palliatifs')],
    characteristic: [careMode('31 Hospitalisation à domicile (HAD)')],
    more: [zone('34172 Montpellier'), contact(ADMISSION, ['fax', '04.65.71.08.56', 2])],
    hours: ALWAYS,
  }),

  service('1401', reunion, ['5003', '9001'], 'SAMU Nord', MCO, [0, 120], {
    category: URGENT,
    specialty: [activity('134 SAMU-Centre 15')],
    characteristic: [careMode('18 Régulation médicale hospitalière')],
    more: [contact('08 Alerte-Tension-SSE', ['mobile', '06.39.98.14.01', 3])],
    hours: ALWAYS,
  }),
  service('1402', reunion, ['5003', '9001'], 'SMUR Nord', MCO, [0, 120], {
    category: URGENT,
    specialty: [activity('136 SMUR primaire')],
    characteristic: [MOBILE_TEAM],
    hours: ALWAYS,
  }),
  service('1403', reunion, ['5004', '9002'], 'Urgences pédiatriques des Mascareignes', MCO, [0, 15], {
    category: URGENT,
    specialty: [activity('249 Urgences pédiatriques')],
    characteristic: [EMERGENCY, WALK_IN],
    hours: ALWAYS,
  }),
  service('1404', reunion, ['5005', '9003'], 'Psychiatrie adulte, pavillon des Letchis', PSYCHIATRY, [18, 120], {
    category: "16 Unité d'hospitalisation (hors HDJ)",
    specialty: [activity('229 Psychiatrie adulte')],
    characteristic: [FULL_STAY],
    closed: closure('Fermeture temporaire du pavillon', '2026-01-05', '2026-06-30'),
    sensitive: true,
    more: [{ url: EXTENSION.psychiatricSector, valueString: '974G01' }],
  }),
  service('1410', reunion, ['5011', '9010'], 'Hébergement permanent Les Filaos', MEDICO_SOCIAL, [60, 120], {
    public: ELDERLY,
    category: CARE_HOME,
    specialty: [DAILY_LIFE],
    characteristic: [RESIDENCE, PERMANENT],
    hours: ALWAYS,
  }),
];
