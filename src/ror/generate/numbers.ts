/**
 * The Luhn check digit, which ends the numbers of the national registers: FINESS, SIREN, SIRET and RPPS.
 * @param digits all digits but the check digit
 */
export function luhnKey(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

function keyed(digits: string): string {
  return digits + luhnKey(digits);
}

/** Distinct for distinct numbers below `10 ** digits`, but not in their order. */
function scattered(sequence: number, digits: number): string {
  const size = 10 ** digits;
  // The factor is coprime to any power of ten.
  return String((sequence * 387_421 + 271_828) % size).padStart(digits, '0');
}

/** Nine digits, beginning with the department. @param department such as `35`, `2A`, `974` */
export function finess(department: string, sequence: number): string {
  const two = department.replace(/^2[AB]$/, '20').slice(0, 2);
  return keyed(two + scattered(sequence, 6));
}

/** Nine digits, beginning with 9: such numbers are not assigned yet, or rarely. */
export function siren(sequence: number): string {
  return keyed(`9${scattered(sequence, 7)}`);
}

/** Fourteen digits: the SIREN and the number of the establishment. */
export function siret(of: string, establishment: number): string {
  return keyed(of + String(establishment).padStart(4, '0'));
}

/** Eleven digits, the national number of a professional. */
export function rpps(sequence: number): string {
  return keyed(`10${scattered(sequence, 8)}`);
}
