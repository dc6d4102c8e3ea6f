import type { Disclosure, Documentation, SearchClause } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';
import { ACCESS_PROFILES, type AccessProfile } from './access-profile';
import {
  any,
  havingPart,
  not,
  NOT_SENSITIVE,
  ofField,
  ofService,
  openRole,
  providing,
  whereServed,
  withRole,
} from './clauses';
import { AMBULATORY, MEDICO_SOCIAL } from './element-labels';
import type { Label } from './labels';
import { narrowingOf } from './narrowings';

/** Resources of a type in which some profiles see elements that are hidden from them elsewhere. */
export interface FieldRight {
  readonly type: string;
  readonly profiles: readonly AccessProfile[];
  readonly labels: readonly Label[];
  /** Evaluated on the stored resources, without regard to what the client may see. */
  readonly where: readonly SearchClause[];
  readonly what: Documentation;
}

const elsewhere: SearchClause = {
  kind: 'unlike',
  code: 'service-type',
  clause: {
    kind: 'token',
    code: 'service-type',
    values: [{ system: CODE_SYSTEM.activityField, value: MEDICO_SOCIAL }],
  },
};
const unsaid: SearchClause = { kind: 'missing', code: 'service-type', of: 'token', missing: true };

/** Turns a condition on offers into one on the resources that they belong to. */
type Link = (...clauses: SearchClause[]) => SearchClause;

/** Belongs to at least one offer, and to offers of the field only. */
const ofFieldOnly = (link: Link): readonly SearchClause[] => [
  link(ofField(MEDICO_SOCIAL)),
  not(link(any(elsewhere, unsaid))),
];

/**
 * Links to the offers and roles that these profiles see. Others do not count: otherwise it would show that they exist.
 */
const provides: Link = (...clauses) => providing(...clauses, NOT_SENSITIVE);
const serves: Link = (...clauses) => whereServed(...clauses, NOT_SENSITIVE);
const works: Link = (...clauses) => withRole(...openRole(MEDICO_SOCIAL, AMBULATORY), ofService(...clauses));

/**
 * What profile 3 sees of its field of activity beyond the offers themselves. Only offers name a field; organizations,
 * places, roles and professionals belong to it when all of their offers do.
 */
export const FIELD_RIGHTS: readonly FieldRight[] = [
  {
    type: 'Organization',
    profiles: ['3'],
    labels: ['contact-restricted'],
    where: [...ofFieldOnly(provides), not(havingPart())],
    what: {
      en: 'if all its offers are medico-social, and no organization is part of it',
      fr: 'si toutes ses offres sont médico-sociales, et qu’aucune organisation n’en dépend',
    },
  },
  {
    type: 'Location',
    profiles: ['3'],
    labels: ['contact-restricted', 'capacity-assigned', 'capacity-current', 'equipment'],
    where: ofFieldOnly(serves),
    what: { en: 'if all its offers are medico-social', fr: 'si toutes ses offres sont médico-sociales' },
  },
  {
    type: 'Practitioner',
    profiles: ['3'],
    labels: ['contact-restricted'],
    where: ofFieldOnly(works),
    what: {
      en: 'if all the roles that the profile sees are in medico-social offers',
      fr: 'si toutes les situations que voit le profil sont dans des offres médico-sociales',
    },
  },
  {
    type: 'PractitionerRole',
    profiles: ['3'],
    labels: ['contact-restricted'],
    where: ofFieldOnly(ofService),
    what: { en: 'if all its offers are medico-social', fr: 'si toutes ses offres sont médico-sociales' },
  },
];

/** Elements of a type that refer to places, of which some profiles do not see all. */
export interface PlaceReference {
  readonly type: string;
  /** Search parameter of the element. */
  readonly code: string;
}

/** They are labelled `place`. Other references of the directory lead to what a profile sees if it sees the referrer. */
export const PLACE_REFERENCES: readonly PlaceReference[] = [
  { type: 'HealthcareService', code: 'coverage-area' },
  { type: 'Location', code: 'partof' },
  { type: 'PractitionerRole', code: 'location' },
];

/** Where a profile sees the places referred to, because it sees each of them. */
function placesSeen(profile: AccessProfile, type: string): readonly Disclosure[] {
  const seen = narrowingOf(profile, 'Location');
  const reference = PLACE_REFERENCES.find((each) => each.type === type);
  if (!seen || !reference) return NONE;
  const unseen = not({ kind: 'all', clauses: seen });
  const { code } = reference;
  return [{ labels: ['place'], where: [not({ kind: 'refersTo', code, type: 'Location', clauses: [unseen] })] }];
}

const NONE: readonly Disclosure[] = [];
const TYPES = [...FIELD_RIGHTS, ...PLACE_REFERENCES].map(({ type }) => type);
const BY_PROFILE = new Map<string, readonly Disclosure[]>(
  ACCESS_PROFILES.flatMap((profile) =>
    TYPES.map((type) => {
      const rights = FIELD_RIGHTS.filter((each) => each.type === type && each.profiles.includes(profile));
      const fields = rights.map(({ labels, where }): Disclosure => ({ labels, where }));
      return [`${profile} ${type}`, [...fields, ...placesSeen(profile, type)]] as const;
    }),
  ),
);

/** What a profile sees in some resources of a type only. */
export function disclosuresOf(profile: AccessProfile, type: string): readonly Disclosure[] {
  return BY_PROFILE.get(`${profile} ${type}`) ?? NONE;
}
