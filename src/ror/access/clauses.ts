import type { SearchClause } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';

/** Clauses about offers and what belongs to them, for the tables of who sees what. */

export const SENSITIVE: SearchClause = { kind: 'token', code: 'sensitive-unit', values: [{ value: 'true' }] };
export const NOT_SENSITIVE: SearchClause = { ...SENSITIVE, not: true };

export const ofField = (...codes: string[]): SearchClause => ({
  kind: 'token',
  code: 'service-type',
  values: codes.map((value) => ({ system: CODE_SYSTEM.activityField, value })),
});

export const ofService = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'refersTo',
  code: 'service',
  type: 'HealthcareService',
  clauses,
});

export const withRole = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'practitioner',
  type: 'PractitionerRole',
  clauses,
});

export const whereServed = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'location',
  type: 'HealthcareService',
  clauses,
});

/** Offers of an organization itself, not of those below it. */
export const providing = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'organization',
  type: 'HealthcareService',
  clauses,
});

export const havingPart = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'referredBy',
  code: 'partof',
  type: 'Organization',
  clauses,
});

export const not = (clause: SearchClause): SearchClause => ({ kind: 'not', clause });
export const any = (...clauses: SearchClause[]): SearchClause => ({ kind: 'any', clauses });

/** Clauses for a role in an open offer: one with a field of activity and not of a sensitive unit. */
export const openRole = (...codes: string[]): readonly SearchClause[] => [
  ofService(ofField(...codes)),
  not(ofService(SENSITIVE)),
];
