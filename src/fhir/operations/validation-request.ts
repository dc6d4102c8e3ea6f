import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { JsonObject, JsonPath } from '../json';
import { say, type Message } from '../messages';

export const MODES = ['create', 'update', 'delete', 'profile'] as const;
export type ValidationMode = (typeof MODES)[number];

/** The input of `$validate`. @see https://hl7.org/fhir/R4/resource-operation-validate.html */
export interface ValidationRequest {
  /** Absent to validate the stored resource. */
  readonly resource?: JsonObject;
  /** Path of the resource in the body, for line and column. */
  readonly at: JsonPath;
  /** What is not in the resource, because XML in its place is not FHIR. */
  readonly misread?: readonly IssueDetail[];
  readonly mode: ValidationMode;
  /** Canonical URLs. When empty, the profiles the resource declares and the default ones of its type apply. */
  readonly profiles: readonly string[];
}

export function badValidation(text: Message): FhirError {
  const hint = say`Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.`;
  return new FhirError('invalid-request', text, [{ text, hint }]);
}
