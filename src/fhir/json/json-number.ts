import { FhirDecimal } from './fhir-decimal';
import { say } from '../messages';
import { JsonFault } from './json-fault';

const LONGEST_EXCERPT = 30;
const FORM = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** True when JavaScript writes this number with the same digits. */
export function isPlain(digits: string): boolean {
  return String(Number(digits)) === digits;
}

/**
 * Converts the digits of a number to a value; used for every format.
 *
 * @param digits text that may be a number according to RFC 8259, section 6
 * @returns undefined when it is not, or when it is outside the range of a double and could not be computed with
 */
export function numberFromDigits(digits: string): number | FhirDecimal | undefined {
  const value = Number(digits);
  if (String(value) === digits && Number.isFinite(value)) return value;
  if (!FORM.test(digits) || !Number.isFinite(value) || (value === 0 && !isZero(digits))) return undefined;
  return new FhirDecimal(digits);
}

/**
 * @param digits the number as written, known to conform to RFC 8259, section 6
 * @throws JsonFault when the number is outside the range of a double, at either end
 */
export function numberFrom(digits: string, offset: number): number | FhirDecimal {
  const value = numberFromDigits(digits);
  if (value !== undefined) return value;
  const excerpt = digits.length > LONGEST_EXCERPT ? `${digits.slice(0, LONGEST_EXCERPT)}…` : digits;
  const hint =
    Number(digits) === 0
      ? say`A number is 0 or at least 5e-324 away from it.`
      : say`A number lies between -1.7976931348623157e308 and 1.7976931348623157e308.`;
  throw new JsonFault(offset, say`The number ${excerpt} is out of range.`, hint);
}

/** Whether every digit before the exponent is 0. */
function isZero(digits: string): boolean {
  return !/^[^eE]*[1-9]/.test(digits);
}
