import { FhirDecimal } from './fhir-decimal';

/** What a JSON text can hold (RFC 8259); a number whose digits a double would lose is a {@link FhirDecimal}. */
export type JsonValue = null | boolean | number | FhirDecimal | string | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for `{ … }`: not for null, not for an array, not for a number with all its digits. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FhirDecimal);
}

/** True for any JSON number. `typeof value === 'number'` holds for those only that a double gives back digit by digit. */
export function isJsonNumber(value: JsonValue | undefined): value is number | FhirDecimal {
  return typeof value === 'number' || value instanceof FhirDecimal;
}

/** True for what holds other values: `{ … }` and `[ … ]`. */
export function isContainer(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
  return Array.isArray(value) || isJsonObject(value);
}
