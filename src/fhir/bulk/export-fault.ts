import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say } from '../messages';
import type { StoredVersion } from '../ports/versions';

/** Reports a resource that could not be exported: its name, and the reason as far as a client may know it. */
export function faultOf({ type, id }: Pick<StoredVersion, 'type' | 'id'>, reason: unknown): IssueDetail {
  const name = `${type}/${id}`;
  const text =
    reason instanceof FhirError && reason.kind !== 'internal'
      ? say`${name} was not exported: ${reason.issues[0]?.text ?? reason.text}`
      : say`${name} was not exported: it cannot be read as it is stored`;
  return { severity: 'error', code: 'exception', text, expression: type };
}
