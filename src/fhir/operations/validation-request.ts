import { FhirError } from '../errors/fhir-error';
import type { JsonObject, JsonPath } from '../json';
import { say, type Message } from '../messages';

export const MODES = ['create', 'update', 'delete', 'profile'] as const;
export type ValidationMode = (typeof MODES)[number];

/** What `$validate` is asked. @see https://hl7.org/fhir/R4/resource-operation-validate.html */
export interface ValidationRequest {
  /** Absent: the stored one. */
  readonly resource?: JsonObject;
  /** Where the resource stands in the body, for line and column. */
  readonly at: JsonPath;
  readonly mode: ValidationMode;
  /** Canonical URLs; empty: what the resource names, and what is usual for its type. */
  readonly profiles: readonly string[];
}

export function badValidation(text: Message): FhirError {
  const hint = say`Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.`;
  return new FhirError('invalid-request', text, [{ text, hint }]);
}
