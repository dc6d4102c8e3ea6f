import type { IssueDetail } from '../errors/fhir-error';
import { Outcome } from '../errors/operation-outcome';
import { say } from '../messages';

/** The answer of `$validate`; a single informational issue when nothing is wrong. */
export function validationOutcome(issues: readonly IssueDetail[]): Outcome {
  const told = issues.map((issue) => ({ severity: 'error', code: 'invalid', ...issue }) as const);
  return new Outcome(told.length > 0 ? told : [VALID]);
}

const VALID: IssueDetail = { severity: 'information', code: 'informational', text: say`No issues were found.` };
