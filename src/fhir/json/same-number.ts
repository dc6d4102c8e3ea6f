import { type FhirDecimal } from './fhir-decimal';

/** Whether two JSON numbers have exactly the same value, like `1`, `1.0` and `10e-1`. */
export function sameNumber(one: number | FhirDecimal, other: number | FhirDecimal): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one === other;
  return normalForm(String(one)) === normalForm(String(other));
}

/** A unique text for each value: sign, digits without leading and trailing zeros, and a power of ten. */
function normalForm(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Without a regular expression, which takes quadratic time on a long run of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
