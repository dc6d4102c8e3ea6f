import type { OperationOutcomeIssue } from 'fhir/r4';
import type { JsonPath } from './json-path';
import type { Text } from '../messages';

/** Every way a request can fail. Each has one row in `operation-outcome.ts`; a kind without a row does not compile. */
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

/** A place in the text of a request body; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong (or worth knowing), in words a client can act on. */
export interface IssueDetail {
  /** Default: `error`. */
  readonly severity?: OperationOutcomeIssue['severity'];
  /** Default: the code of the error's kind. */
  readonly code?: OperationOutcomeIssue['code'];
  /** What is wrong, one sentence. */
  readonly text: Text;
  /** What would be right. */
  readonly hint?: Text;
  /** FHIRPath of the element at fault, with indexes: `Organization.telecom[1].system`. */
  readonly expression?: string;
  /** The same place as JSON members, from the root of the body: `['telecom', 1, 'system']`. Never sent; it finds `position`. */
  readonly path?: JsonPath;
  readonly position?: TextPosition;
  /** `Type/id` of the resource it is about, where it may be one of several that are written together. Never sent. */
  readonly resource?: string;
  /** What is not there, as the client knows it: the path of a patch that matches nothing. Only for the 404 of criteria. */
  readonly missing?: string;
}

/**
 * How a client could be let in: with what it says, the answer gets its `WWW-Authenticate`.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export interface BearerChallenge {
  /** Absent for a request without any token. */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  /** Scopes of which each is needed. */
  readonly scopes?: readonly string[];
}

export interface FhirErrorOptions extends ErrorOptions {
  readonly challenge?: BearerChallenge;
  /** Sent with the answer, such as `WWW-Authenticate` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the status of the kind: what was refused by somebody else keeps the status it was given. */
  readonly status?: number;
}

/** The only error the FHIR layer throws on purpose. */
export class FhirError extends Error {
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | undefined;
  readonly challenge: BearerChallenge | undefined;

  constructor(
    readonly kind: FhirErrorKind,
    /** What is wrong as a whole; a client is told it when there are no issues. */
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

  /** The same refusal, with its issues told otherwise. */
  withIssues(issues: readonly IssueDetail[]): FhirError {
    const { headers, status, challenge } = this;
    const options = { headers, ...(status !== undefined && { status }), ...(challenge && { challenge }) };
    return new FhirError(this.kind, this.text, issues, { cause: this, ...options });
  }
}
