import { JsonFault } from './json-fault';

const LONGEST_EXCERPT = 30;

/**
 * The one place where the digits of a JSON number become a value.
 *
 * @param digits the number as written, already known to follow RFC 8259, section 6
 * @throws JsonFault the number is beyond the range of a double
 */
export function numberFrom(digits: string, offset: number): number {
  const value = Number(digits);
  if (Number.isFinite(value)) return value;
  const excerpt = digits.length > LONGEST_EXCERPT ? `${digits.slice(0, LONGEST_EXCERPT)}…` : digits;
  throw new JsonFault(
    offset,
    `The number ${excerpt} is out of range.`,
    'A number lies between -1.7976931348623157e308 and 1.7976931348623157e308.',
  );
}
