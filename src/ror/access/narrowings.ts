import type { Documentation, SearchClause } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';
import type { AccessProfile } from './access-profile';
import { AMBULATORY, MEDICO_SOCIAL } from './element-labels';

/** Limits which resources of a type some profiles see; for them, resources that do not match do not exist. */
export interface Narrowing {
  readonly type: string;
  readonly profiles: readonly AccessProfile[];
  /** Evaluated on the stored resources, without regard to what the client may see. */
  readonly clauses: readonly SearchClause[];
  readonly what: Documentation;
}

const SENSITIVE: SearchClause = { kind: 'token', code: 'sensitive-unit', values: [{ value: 'true' }] };
const NOT_SENSITIVE: SearchClause = { ...SENSITIVE, not: true };

const ofField = (...codes: string[]): SearchClause => ({
  kind: 'token',
  code: 'service-type',
  values: codes.map((value) => ({ system: CODE_SYSTEM.activityField, value })),
});

const ofService = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'refersTo',
  code: 'service',
  type: 'HealthcareService',
  clauses,
});

const withRole = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'practitioner',
  type: 'PractitionerRole',
  clauses,
});

const whereServed = (clause: SearchClause): SearchClause => ({
  kind: 'referredBy',
  code: 'location',
  type: 'HealthcareService',
  clauses: [clause],
});

const not = (clause: SearchClause): SearchClause => ({ kind: 'not', clause });
const any = (...clauses: SearchClause[]): SearchClause => ({ kind: 'any', clauses });

/** Clauses for a role in an open offer: one with a field of activity and not of a sensitive unit. */
const openRole = (...codes: string[]): readonly SearchClause[] => [
  ofService(ofField(...codes)),
  not(ofService(SENSITIVE)),
];

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
    clauses: [any(not(withRole(ofService(SENSITIVE))), withRole(not(ofService(SENSITIVE))))],
    what: {
      en: 'unless all their roles are in sensitive offers',
      fr: 'sauf si toutes ses situations sont dans des offres sensibles',
    },
  },
  {
    type: 'Location',
    profiles: ['0', '2', '3', '5'],
    clauses: [any(not(whereServed(SENSITIVE)), whereServed(NOT_SENSITIVE))],
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
