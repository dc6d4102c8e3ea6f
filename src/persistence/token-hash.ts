import { hash } from 'node:crypto';
import { firstCharacters, SORTED_CHARACTERS, type TokenValue } from '../fhir';

/**
 * A token as a key of constant length, 64 hexadecimal digits: values may be longer than an index can hold, and MySQL's
 * collations treat `a` and `a ` as equal. The hash is taken of JSON, because systems and values may contain any
 * separator.
 */
export function tokenHash({ system, value }: TokenValue): string {
  const text = JSON.stringify(system === undefined ? [value] : [system, value]);
  return hash('sha256', text);
}

/** 132 bits of the hash, so that a second value with the same key cannot be found. */
const HASH_CHARACTERS = 22;

/**
 * A value, whatever its system, as a key of at most 64 characters that sorts like the values: its beginning, then its
 * hash. They are separated by a character that no FHIR value contains and that sorts before all those it may contain.
 */
export function valueKey(value: string): string {
  const digest = hash('sha256', JSON.stringify([value]), 'base64url').slice(0, HASH_CHARACTERS);
  return `${firstCharacters(value, SORTED_CHARACTERS)}\u0001${digest}`;
}
