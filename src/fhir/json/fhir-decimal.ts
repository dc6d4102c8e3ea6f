import { markOf } from './decimal-mark';

/**
 * A JSON number whose digits a double would not preserve: `1.00`, `-0.000`, `1e-22`, or 22 digits. R4 requires them to
 * be kept, because 0.010 is more precise than 0.01. All other numbers are plain ones, so that resources without such
 * digits cost nothing extra.
 *
 * Two decimals are equal as content when their texts are (as in `isDeepStrictEqual`); `sameNumber` compares by value.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export class FhirDecimal {
  /** @param text a JSON number as written, within the range of a double; `numberFrom` ensures both */
  constructor(readonly text: string) {}

  /** The nearest double, so that comparisons such as `latitude > 48.5` work. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  /** All digits within `stringifyJson`; otherwise, when `JSON.stringify` is called directly, the nearest double. */
  toJSON(): string | number {
    return markOf(this.text) ?? this.valueOf();
  }
}
