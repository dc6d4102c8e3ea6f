import type { IssueDetail } from '../errors/fhir-error';
import type { FoundReference } from '../integrity/find-references';
import { say, type Text } from '../messages';

/** Title of a refusal because of references. */
export const LEADS_NOWHERE = say`A reference leads nowhere`;

/** The issue about a `urn:uuid:…` or `urn:oid:…` that no entry of a Bundle answers to. */
export function linkToNoEntry({ expression, place }: FoundReference, text: Text, hint: Text): IssueDetail {
  return { severity: 'error', code: 'not-found', text, hint, expression: `${expression}.reference`, path: place };
}
