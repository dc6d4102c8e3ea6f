import { FhirDecimal } from './fhir-decimal';
import { say } from '../messages';
import { JsonFault } from './json-fault';

const LONGEST_EXCERPT = 30;
const FORM = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** True when the digits are those that JavaScript writes for this number. */
export function isPlain(digits: string): boolean {
  return String(Number(digits)) === digits;
}

/**
 * The one place where the digits of a number become a value, whatever format they stood in.
 *
 * @param digits perhaps a number as RFC 8259, section 6, has it
 * @returns undefined when they are none, or a number beyond what a double can hold: it could not be computed with
 */
export function numberFromDigits(digits: string): number | FhirDecimal | undefined {
  const value = Number(digits);
  if (String(value) === digits && Number.isFinite(value)) return value;
  if (!FORM.test(digits) || !Number.isFinite(value) || (value === 0 && !isZero(digits))) return undefined;
  return new FhirDecimal(digits);
}

/**
 * @param digits the number as written, already known to follow RFC 8259, section 6
 * @throws JsonFault the number is beyond the range of a double, at either end
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

/** Whether there is no digit but 0 before the exponent. */
function isZero(digits: string): boolean {
  return !/^[^eE]*[1-9]/.test(digits);
}
