import type { Documentation, SearchClause } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';
import type { AccessProfile } from './access-profile';
import { AMBULATORY, MEDICO_SOCIAL } from './element-labels';

/** Resources of a type that some profiles see only where they fit; of the others they do not exist. */
export interface Narrowing {
  readonly type: string;
  readonly profiles: readonly AccessProfile[];
  /** Asked of what is stored, whoever asks. */
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

/** What a role of an open offer is: for no sensitive unit, and of a field of activity. */
const openRole = (...codes: string[]): readonly SearchClause[] => [
  ofService(ofField(...codes)),
  not(ofService(SENSITIVE)),
];

const MEMBERS: readonly AccessProfile[] = ['2', '5'];

/**
 * What the field of activity of an offer, and its being sensitive, mean for what belongs to it. The offer says both; a role,
 * a professional and a place are shown as their offers are.
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

/** @returns undefined where a profile sees all resources of a type */
export function narrowingOf(profile: AccessProfile, type: string): readonly SearchClause[] | undefined {
  return BY_PROFILE.get(`${profile} ${type}`);
}
