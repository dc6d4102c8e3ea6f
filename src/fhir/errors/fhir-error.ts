import type { OperationOutcomeIssue } from 'fhir/r4';
import type { JsonPath } from './json-path';
import type { Text } from '../messages';

/**
 * The ways a request can fail. `operation-outcome.ts` maps each to a status and an issue code; a kind without a row
 * does not compile.
 */
export type FhirErrorKind =
  | 'invalid-request'
  | 'invalid-structure'
  | 'unprocessable'
  | 'business-rule'
  | 'not-found'
  | 'gone'
  | 'expired'
  | 'version-conflict'
  | 'edit-conflict'
  | 'referenced'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'unsupported-media-type'
  | 'expectation-failed'
  | 'too-large'
  | 'unauthenticated'
  | 'forbidden'
  | 'throttled'
  | 'not-implemented'
  | 'unavailable'
  | 'not-shown'
  | 'internal';

/** A position in the text of a request body; both numbers count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A problem, or something worth knowing, in terms that the client can act on. */
export interface IssueDetail {
  /** Default: `error`. */
  readonly severity?: OperationOutcomeIssue['severity'];
  /** Default: the code of the error's kind. */
  readonly code?: OperationOutcomeIssue['code'];
  /** What is wrong, in one sentence. */
  readonly text: Text;
  /** What would be right. */
  readonly hint?: Text;
  /** FHIRPath of the element concerned, with indexes: `Organization.telecom[1].system`. */
  readonly expression?: string;
  /**
   * The same element as a JSON path from the root of the body: `['telecom', 1, 'system']`. Not sent; used to find
   * `position`.
   */
  readonly path?: JsonPath;
  readonly position?: TextPosition;
  /** `Type/id` of the resource concerned, when several are written together. Not sent. */
  readonly resource?: string;
  /**
   * What was not found, in the client's terms, such as the path of a patch that matches nothing. Not sent; used for the
   * 404 of criteria.
   */
  readonly missing?: string;
}

/** Whether an issue makes what it is about unacceptable; warnings and information do not. */
export function isFault({ severity = 'error' }: IssueDetail): boolean {
  return severity === 'error' || severity === 'fatal';
}

/**
 * How a client can gain access. With a challenge, the answer has a `WWW-Authenticate` header.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export interface BearerChallenge {
  /** Absent when the request had no token. */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  /** Scopes that are all required. */
  readonly scopes?: readonly string[];
}

export interface FhirErrorOptions extends ErrorOptions {
  readonly challenge?: BearerChallenge;
  /** Headers of the answer, such as `WWW-Authenticate` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Overrides the status of the kind; used for errors of other components that already have a status. */
  readonly status?: number;
}

/**
 * The only error that the FHIR layer throws deliberately. `operation-outcome.ts` turns it into a status and an
 * OperationOutcome.
 */
export class FhirError extends Error {
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | undefined;
  readonly challenge: BearerChallenge | undefined;

  constructor(
    readonly kind: FhirErrorKind,
    /** The error as a whole; sent to the client only when there are no issues. */
    readonly text: Text,
    readonly issues: readonly IssueDetail[] = [],
    options: FhirErrorOptions = {},
  ) {
    super(String(text), options);
    this.headers = options.headers ?? {};
    this.status = options.status;
    this.challenge = options.challenge;
    this.name = 'FhirError';
  }

  /** A copy with other issues. */
  withIssues(issues: readonly IssueDetail[]): FhirError {
    const { headers, status, challenge } = this;
    const options = { headers, ...(status !== undefined && { status }), ...(challenge && { challenge }) };
    return new FhirError(this.kind, this.text, issues, { cause: this, ...options });
  }
}
