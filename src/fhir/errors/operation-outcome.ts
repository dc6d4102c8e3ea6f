import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { ENGLISH, inLanguage, say, type Language, type Text } from '../messages';
import { type FhirError, type FhirErrorKind, type IssueDetail } from './fhir-error';

interface Mapping {
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];
}

/** Status and issue code by kind; a kind without a row does not compile. */
const BY_KIND = {
  'invalid-request': { status: 400, code: 'invalid' },
  'invalid-structure': { status: 400, code: 'structure' },
  unprocessable: { status: 422, code: 'processing' },
  'business-rule': { status: 422, code: 'business-rule' },
  'not-found': { status: 404, code: 'not-found' },
  gone: { status: 410, code: 'deleted' },
  // The issue code `expired` means an expired session.
  expired: { status: 410, code: 'not-found' },
  'version-conflict': { status: 412, code: 'conflict' },
  'edit-conflict': { status: 409, code: 'conflict' },
  referenced: { status: 409, code: 'conflict' },
  'method-not-allowed': { status: 405, code: 'not-supported' },
  'not-acceptable': { status: 406, code: 'not-supported' },
  'unsupported-media-type': { status: 415, code: 'not-supported' },
  'expectation-failed': { status: 417, code: 'not-supported' },
  'too-large': { status: 413, code: 'too-long' },
  // 401: the client must authenticate (`login`). 403: it has authenticated but lacks permission (`forbidden`).
  unauthenticated: { status: 401, code: 'login' },
  forbidden: { status: 403, code: 'forbidden' },
  throttled: { status: 429, code: 'throttled' },
  'not-implemented': { status: 501, code: 'not-supported' },
  unavailable: { status: 503, code: 'transient' },
  // The write was committed but could not be returned; a client must not take it for a refused one.
  'not-shown': { status: 500, code: 'exception' },
  internal: { status: 500, code: 'exception' },
} as const satisfies Record<FhirErrorKind, Mapping>;

/** Sent to clients for internal errors; the cause is only logged. */
const INTERNAL = say`Something went wrong inside the server; the log has it under the id of this request.`;

const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

/** Maximum number of issues in one outcome; nobody fixes more at a time. */
const MOST_ISSUES = 1_000;

/** @param count of issues that are left out, more than one */
export function notListed(count: number): IssueDetail {
  return {
    severity: 'information',
    code: 'informational',
    text: say`There are ${count} issues more; they are not listed.`,
  };
}

/** Issues to be rendered as an OperationOutcome once the client's language is known. */
export class Outcome {
  /** @param issues at least one; severity and code default to information */
  constructor(readonly issues: readonly IssueDetail[]) {}

  in(language: Language): OperationOutcome {
    const more = this.issues.length - MOST_ISSUES;
    const told = more > 0 ? [...this.issues.slice(0, MOST_ISSUES), notListed(more)] : this.issues;
    return { resourceType: 'OperationOutcome', issue: told.map((issue) => toIssue(issue, language)) };
  }
}

export interface Refusal {
  readonly status: number;
  /** From R4's issue-type value set. */
  readonly code: OperationOutcomeIssue['code'];
  readonly outcome: Outcome;
}

/**
 * Maps an error to the status, issue code and outcome sent to the client.
 * @see https://hl7.org/fhir/R4/http.html#Status-Codes
 */
export function toRefusal(error: FhirError): Refusal {
  const { status: usual, code } = BY_KIND[error.kind];
  const status = error.status ?? usual;
  const details: readonly IssueDetail[] =
    error.issues.length > 0 && error.kind !== 'internal' ? error.issues : [{ text: textOf(error) }];
  const severity = status >= 500 ? 'fatal' : 'error';
  return {
    status,
    code: details[0]?.code ?? code,
    outcome: new Outcome(details.map((detail) => ({ severity, code, ...detail }))),
  };
}

/** Renders an OperationOutcome. Severity and code of an issue default to information. */
export function operationOutcome(details: readonly IssueDetail[], language = ENGLISH): OperationOutcome {
  return new Outcome(details).in(language);
}

function textOf({ kind, text }: FhirError): Text {
  return kind === 'internal' ? INTERNAL : text;
}

/** Puts the position inside the sentence, before its full stop. */
function placed(text: string, position: IssueDetail['position'], language: Language): string {
  if (!position) return text;
  const [, sentence = text, end = ''] = /^(.*?)(\.?)$/s.exec(text) ?? [];
  return inLanguage(say`${sentence} (line ${position.line}, column ${position.column})`, language) + end;
}

function toIssue(
  { severity, code, text, hint, expression, position }: IssueDetail,
  language: Language,
): OperationOutcomeIssue {
  return {
    ...(position && {
      extension: [
        { url: LINE, valueInteger: position.line },
        { url: COLUMN, valueInteger: position.column },
      ],
    }),
    severity: severity ?? 'information',
    code: code ?? 'informational',
    details: { text: printable(placed(inLanguage(text, language), position, language)) },
    ...(hint && { diagnostics: printable(inLanguage(hint, language)) }),
    ...(expression && { expression: [printable(expression)] }),
  };
}

/**
 * Characters that a FHIR string must not contain and XML cannot represent.
 * @see https://hl7.org/fhir/R4/datatypes.html#string
 */
/* eslint-disable-next-line no-control-regex -- to name them is the point */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

/** A text may quote anything a client sent; unprintable characters are shown as escapes. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
