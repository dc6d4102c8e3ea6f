import { markOf } from './decimal-mark';

/**
 * A JSON number whose digits a double would not give back: `1.00`, `-0.000`, `1e-22`, 22 digits. R4 asks to keep them:
 * 0.010 says more about its precision than 0.01 does. All other numbers are plain ones, so that a resource without such
 * digits costs nothing.
 *
 * Two are the same content when their texts are (`isDeepStrictEqual` says so); `sameNumber` compares them by value.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export class FhirDecimal {
  /**
   * @param text a JSON number as written, within the range of a double; `numberFrom` makes sure of both
   */
  constructor(readonly text: string) {}

  /** The nearest double, so that `latitude > 48.5` and the like compute. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  /** All digits within `stringifyJson`; the nearest double where someone calls `JSON.stringify` itself. */
  toJSON(): string | number {
    return markOf(this.text) ?? this.valueOf();
  }
}
