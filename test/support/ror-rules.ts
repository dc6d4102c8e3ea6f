import type { FhirResource, Organization } from 'fhir/r4';
import { type IssueDetail } from '../../src/fhir';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';

export const BASE = 'http://ror.test/fhir';
export const keyOf = ({ resourceType, id }: FhirResource) => ({ type: resourceType, id: id ?? 'new' });

/** The expression and the text of each issue. */
export const inShort = (issues: readonly IssueDetail[]) =>
  issues.map(({ text, expression }) => `${expression}: ${String(text)}`);

export const organization = (over: Partial<Organization>): Organization => ({ resourceType: 'Organization', ...over });
export const TYPES: Readonly<Record<string, Organization['type']>> = {
  EJ: [{ coding: [{ system: CODE_SYSTEM.legalStatus, code: '72' }] }],
  EG: [{ coding: [{ system: CODE_SYSTEM.establishmentCategory, code: '355' }] }],
  OI: [{ coding: [{ system: CODE_SYSTEM.internalOrganizationType, code: '1' }] }],
  none: [{ text: 'a friend' }],
};
