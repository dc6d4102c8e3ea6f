import type { Documentation, SearchClause } from '../../fhir';
import type { AccessProfile } from './access-profile';
import { any, not, NOT_SENSITIVE, ofService, openRole, SENSITIVE, whereServed, withRole } from './clauses';
import { AMBULATORY, MEDICO_SOCIAL } from './element-labels';

/** Limits which resources of a type some profiles see; for them, resources that do not match do not exist. */
export interface Narrowing {
  readonly type: string;
  readonly profiles: readonly AccessProfile[];
  /** Evaluated on the stored resources, without regard to what the client may see. */
  readonly clauses: readonly SearchClause[];
  readonly what: Documentation;
}

const MEMBERS: readonly AccessProfile[] = ['2', '5'];

/**
 * How an offer's field of activity and sensitivity affect the resources that belong to it. Only the offer states both;
 * roles, professionals and places are shown as their offers are.
 */
export const NARROWINGS: readonly Narrowing[] = [
  {
    type: 'PractitionerRole',
    profiles: ['0'],
    clauses: openRole(AMBULATORY),
    what: { en: 'of an ambulatory offer', fr: 'd’une offre ambulatoire' },
  },
  {
    type: 'PractitionerRole',
    profiles: ['3'],
    clauses: openRole(MEDICO_SOCIAL, AMBULATORY),
    what: { en: 'of a medico-social or ambulatory offer', fr: 'd’une offre médico-sociale ou ambulatoire' },
  },
  {
    type: 'PractitionerRole',
    profiles: MEMBERS,
    clauses: [not(ofService(SENSITIVE))],
    what: { en: 'unless its offer is sensitive', fr: 'sauf si son offre est sensible' },
  },
  {
    type: 'Practitioner',
    profiles: ['0'],
    clauses: [withRole(...openRole(AMBULATORY))],
    what: { en: 'with a role in an ambulatory offer', fr: 'ayant une situation dans une offre ambulatoire' },
  },
  {
    type: 'Practitioner',
    profiles: ['3'],
    clauses: [withRole(...openRole(MEDICO_SOCIAL, AMBULATORY))],
    what: {
      en: 'with a role in a medico-social or ambulatory offer',
      fr: 'ayant une situation dans une offre médico-sociale ou ambulatoire',
    },
  },
  {
    type: 'Practitioner',
    profiles: MEMBERS,
    clauses: [any(withRole(not(ofService(SENSITIVE))), not(withRole(ofService(SENSITIVE))))],
    what: {
      en: 'unless all their roles are in sensitive offers',
      fr: 'sauf si toutes ses situations sont dans des offres sensibles',
    },
  },
  {
    type: 'Location',
    profiles: ['0', '2', '3', '5'],
    clauses: [any(whereServed(NOT_SENSITIVE), not(whereServed(SENSITIVE)))],
    what: {
      en: 'unless all its offers are sensitive',
      fr: 'sauf si toutes ses offres sont sensibles',
    },
  },
];

const BY_PROFILE = new Map<string, readonly SearchClause[]>(
  NARROWINGS.flatMap(({ type, profiles, clauses }) => profiles.map((each) => [`${each} ${type}`, clauses] as const)),
);

/** @returns undefined when the profile sees all resources of the type */
export function narrowingOf(profile: AccessProfile, type: string): readonly SearchClause[] | undefined {
  return BY_PROFILE.get(`${profile} ${type}`);
}
