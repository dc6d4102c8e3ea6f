import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';

/** @param place where it comes from. @throws Error for anything else than a set of keys */
export function keySet(value: unknown, place: string): JSONWebKeySet {
  const { keys } = (value ?? {}) as { readonly keys?: unknown };
  const isSet = Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
  if (!isSet) throw new Error(`${place} is not a set of keys: it has no list of them`);
  return value as JSONWebKeySet;
}

/** Whether a file has a set with a public key now; it may have another one later, and is then read again. */
export function hasPublicKeys(file: string): boolean {
  try {
    return keySet(JSON.parse(readFileSync(file, 'utf8')), file).keys.some(isPublic);
  } catch {
    return false;
  }
}

function isPublic({ kty }: { readonly kty?: unknown }): boolean {
  return typeof kty === 'string' && kty !== 'oct';
}
