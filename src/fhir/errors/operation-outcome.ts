import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { type FhirError, type FhirErrorKind, type IssueDetail } from './fhir-error';

interface Mapping {
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];
}

/** One row per kind. A kind without a row does not compile. */
const BY_KIND = {
  'invalid-request': { status: 400, code: 'invalid' },
  'invalid-structure': { status: 400, code: 'structure' },
  unprocessable: { status: 422, code: 'processing' },
  'business-rule': { status: 422, code: 'business-rule' },
  'not-found': { status: 404, code: 'not-found' },
  gone: { status: 410, code: 'deleted' },
  'version-conflict': { status: 412, code: 'conflict' },
  'edit-conflict': { status: 409, code: 'conflict' },
  'method-not-allowed': { status: 405, code: 'not-supported' },
  'not-acceptable': { status: 406, code: 'not-supported' },
  'unsupported-media-type': { status: 415, code: 'not-supported' },
  'too-large': { status: 413, code: 'too-long' },
  forbidden: { status: 403, code: 'forbidden' },
  unavailable: { status: 503, code: 'transient' },
  internal: { status: 500, code: 'exception' },
} as const satisfies Record<FhirErrorKind, Mapping>;

/** What a client is told of a fault of ours; the cause goes to the log alone. */
const INTERNAL = 'Something went wrong inside the server; the log has it under the id of this request.';

const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

export interface FhirErrorResponse {
  readonly status: number;
  readonly outcome: OperationOutcome;
}

/** @see https://hl7.org/fhir/R4/http.html#Status-Codes */
export function toOperationOutcome(error: FhirError): FhirErrorResponse {
  const { status, code } = BY_KIND[error.kind];
  const details = error.issues.length > 0 && error.kind !== 'internal' ? error.issues : [{ text: textOf(error) }];
  const severity = status >= 500 ? 'fatal' : 'error';
  return { status, outcome: operationOutcome(details.map((detail) => ({ severity, code, ...detail }))) };
}

/** An OperationOutcome for issues that already say their severity and code; without them: information. */
export function operationOutcome(details: readonly IssueDetail[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: details.map(toIssue) };
}

function textOf(error: FhirError): string {
  return error.kind === 'internal' ? INTERNAL : error.message;
}

function toIssue({ severity, code, text, hint, expression, position }: IssueDetail): OperationOutcomeIssue {
  return {
    ...(position && {
      extension: [
        { url: LINE, valueInteger: position.line },
        { url: COLUMN, valueInteger: position.column },
      ],
    }),
    severity: severity ?? 'information',
    code: code ?? 'informational',
    details: { text: position ? `${text} (line ${position.line}, column ${position.column})` : text },
    ...(hint && { diagnostics: hint }),
    ...(expression && { expression: [expression] }),
  };
}
