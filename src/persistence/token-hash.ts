import { hash } from 'node:crypto';
import { firstCharacters, SORTED_CHARACTERS, type TokenValue } from '../fhir';

/**
 * A token as a key of constant length, 64 hexadecimal digits: values may be longer than an index can hold, and
 * MySQL's collations would take `a` and `a ` for the same. As JSON, because no separator is safe: systems and values
 * may contain any.
 */
export function tokenHash({ system, value }: TokenValue): string {
  const text = JSON.stringify(system === undefined ? [value] : [system, value]);
  return hash('sha256', text);
}

/** Of its hash, 132 bits: nobody finds another value with them. */
const HASH_CHARACTERS = 22;

/**
 * A value, whatever its system, as a key of at most 64 characters that is in the order of values: its beginning, and
 * then its hash. Between them stands what no value of FHIR holds, and comes before all that it may.
 */
export function valueKey(value: string): string {
  const digest = hash('sha256', JSON.stringify([value]), 'base64url').slice(0, HASH_CHARACTERS);
  return `${firstCharacters(value, SORTED_CHARACTERS)}\u0001${digest}`;
}
