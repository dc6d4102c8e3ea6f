import { type FhirDecimal } from './fhir-decimal';

/** Whether two JSON numbers have the same value, to the last digit: `1`, `1.0` and `10e-1` do. */
export function sameNumber(one: number | FhirDecimal, other: number | FhirDecimal): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one === other;
  return normalForm(String(one)) === normalForm(String(other));
}

/** Sign, digits without zeros around them, and the power of ten they are multiplied by: one text for one value. */
function normalForm(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** By counting: an expression takes quadratic time on a long run of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
