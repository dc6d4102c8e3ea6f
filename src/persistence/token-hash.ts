import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { firstCharacters, SORTED_CHARACTERS, type TokenValue } from '../fhir';

/** Keys of recent values to keep: a directory repeats its codes, names and systems in resource after resource. */
const MOST_KEYS = 4_000;
/** Longest system and value, in characters, whose key is kept. */
const LONGEST = 250;

const tokenHashes = new LRUCache<string, string>({ max: MOST_KEYS });
const valueKeys = new LRUCache<string, string>({ max: MOST_KEYS });

/**
 * A token as a key of constant length, 64 hexadecimal digits: values may be longer than an index can hold, and MySQL's
 * collations treat `a` and `a ` as equal. The hash is taken of JSON, because systems and values may contain any
 * separator.
 */
export function tokenHash({ system, value }: TokenValue): string {
  // Told apart by the length of the system, which costs less than JSON.
  const name = system === undefined ? ` ${value}` : `${system.length} ${system}${value}`;
  return remembered(tokenHashes, name, () => hash('sha256', JSON.stringify(system === undefined ? [value] : [system, value]))); // prettier-ignore
}

/** 132 bits of the hash, so that a second value with the same key cannot be found. */
const HASH_CHARACTERS = 22;

/**
 * A value, whatever its system, as a key of at most 64 characters that sorts like the values: its beginning, then its
 * hash. They are separated by a character that no FHIR value contains and that sorts before all those it may contain.
 */
export function valueKey(value: string): string {
  return remembered(valueKeys, value, () => {
    const digest = hash('sha256', JSON.stringify([value]), 'base64url').slice(0, HASH_CHARACTERS);
    return `${firstCharacters(value, SORTED_CHARACTERS)}\u0001${digest}`;
  });
}

function remembered(keys: LRUCache<string, string>, name: string, make: () => string): string {
  if (name.length > LONGEST) return make();
  const known = keys.get(name);
  if (known !== undefined) return known;
  const made = make();
  keys.set(name, made);
  return made;
}
