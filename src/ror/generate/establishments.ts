import type { LegalForm } from '../sample/organizations';
import type { Term } from '../sample/elements';
import { HOUSE_NAMES, PATRONS } from './names';
import {
  HOME_HELP_OFFERS,
  HOME_NURSING_OFFERS,
  HOSPITAL_AT_HOME_OFFERS,
  HOSPITAL_OFFERS,
  IMAGING_OFFERS,
  NURSING_HOME_OFFERS,
  TOWN_OFFERS,
  type OfferKind,
} from './offers';
import { weightedBy } from './random';

/** A kind of establishment and its frequency. */
export interface EstablishmentKind {
  /** Name templates of the legal entity and of a site, with `{town}` and `{name}`. */
  readonly entity: string;
  readonly site: string;
  readonly names: readonly string[];
  readonly form: LegalForm;
  readonly category: Term;
  /** The register that identifies it. */
  readonly register: 'finess' | 'siren';
  /** Number of sites per legal entity. */
  readonly sites: readonly [low: number, high: number];
  /** Number of poles per site and of services per pole; absent when offers belong to the site itself. */
  readonly inside?: { readonly poles: readonly [number, number]; readonly services: readonly [number, number] };
  readonly offers: readonly OfferKind[];
  /** Number of offers per site or service. */
  readonly offersEach: readonly [low: number, high: number];
  /** Number of professionals per offer. */
  readonly staff: readonly [low: number, high: number];
  readonly weight: number;
}

const NON_PROFIT: Term = '2100 Organisme Privé à But non Lucratif';
const COMMERCIAL: Term = '2200 Organisme Privé à Caractère Commercial';
const HOSPITAL: LegalForm = ["14 Etablissement Public Intercommunal d'Hospitalisation", '1200 Etablissement Public'];
const ASSOCIATION: LegalForm = ["60 Association Loi 1901 non Reconnue d'Utilité Publique", NON_PROFIT];
const SARL: LegalForm = ['72 Société A Responsabilité Limitée (S.A.R.L.)', COMMERCIAL];
const SISA: LegalForm = ['80 Société Interprofessionnelle Soins Ambulatoires (S.I.S.A.)', COMMERCIAL];
const SELAS: LegalForm = ['91 Société Exercice Libéral par Actions Simplifiée (S.E.L.A.S.)', COMMERCIAL];

const KINDS: readonly EstablishmentKind[] = [
  { entity: 'Centre hospitalier de {town}', site: 'Hôpital {name}', names: PATRONS, form: HOSPITAL, category: '355 Centre Hospitalier (C.H.)', register: 'finess', sites: [1, 4], inside: { poles: [2, 6], services: [1, 4] }, offers: HOSPITAL_OFFERS, offersEach: [1, 2], staff: [3, 8], weight: 9 },
  { entity: 'Association {name}', site: 'EHPAD {name}', names: HOUSE_NAMES, form: ASSOCIATION, category: "500 Etablissement d'hébergement pour personnes âgées dépendantes", register: 'finess', sites: [1, 3], offers: NURSING_HOME_OFFERS, offersEach: [1, 2], staff: [1, 3], weight: 28 },
  { entity: 'Association Soins à domicile {name}', site: 'SSIAD {name}', names: HOUSE_NAMES, form: ASSOCIATION, category: '354 Service de Soins Infirmiers A Domicile (S.S.I.A.D)', register: 'finess', sites: [1, 2], offers: HOME_NURSING_OFFERS, offersEach: [1, 1], staff: [2, 6], weight: 9 },
  { entity: 'Services à domicile {name}', site: 'Aide à domicile {name} {town}', names: HOUSE_NAMES, form: SARL, category: "460 Service d'aide et d'accompagnement à domicile", register: 'siren', sites: [1, 4], offers: HOME_HELP_OFFERS, offersEach: [1, 2], staff: [0, 0], weight: 18 },
  { entity: 'Association HAD {name}', site: 'HAD {name}', names: HOUSE_NAMES, form: ASSOCIATION, category: '127 Hospitalisation à Domicile', register: 'finess', sites: [1, 2], offers: HOSPITAL_AT_HOME_OFFERS, offersEach: [1, 1], staff: [3, 8], weight: 2 },
  { entity: 'Soins {name}', site: 'Maison de santé {name}', names: HOUSE_NAMES, form: SISA, category: '603 Maison de santé (L.6223-3)', register: 'siren', sites: [1, 1], offers: TOWN_OFFERS, offersEach: [2, 4], staff: [1, 4], weight: 22 },
  { entity: 'Imagerie médicale {name}', site: "Centre d'imagerie {name}", names: HOUSE_NAMES, form: SELAS, category: '602 Cabinet de Groupe', register: 'siren', sites: [1, 3], offers: IMAGING_OFFERS, offersEach: [1, 2], staff: [1, 3], weight: 5 },
]; // prettier-ignore

export const ESTABLISHMENTS = weightedBy(KINDS, ({ weight }) => weight);
