import { FhirDecimal } from './fhir-decimal';

/** A JSON value (RFC 8259). A number whose digits a double would not preserve is a {@link FhirDecimal}. */
export type JsonValue = null | boolean | number | FhirDecimal | string | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for `{ … }`, but not for null, arrays and {@link FhirDecimal}. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FhirDecimal);
}

/**
 * True for any JSON number. `typeof value === 'number'` is true only for those that a double preserves digit by digit.
 */
export function isJsonNumber(value: JsonValue | undefined): value is number | FhirDecimal {
  return typeof value === 'number' || value instanceof FhirDecimal;
}

/** True for objects and arrays. */
export function isContainer(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
  return Array.isArray(value) || isJsonObject(value);
}
