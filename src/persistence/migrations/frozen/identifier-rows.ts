import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from './json';

/** The hash of an identifier's system and value, and the hash of its value alone. */
export type IdentifierHashes = readonly [token: string, value: string];

/** The distinct hashes of a resource. Every `identifier` of an R4 resource is one Identifier or a list of them. */
export function identifierHashes({ identifier = [] }: JsonObject): IdentifierHashes[] {
  const found = new Map<string, IdentifierHashes>();
  for (const each of Array.isArray(identifier) ? (identifier as readonly JsonObject[]) : [identifier]) {
    if (!isObject(each) || typeof each['value'] !== 'string') continue;
    const { system, value } = each;
    const token = hash([typeof system === 'string' ? system : '', value]);
    found.set(token, [token, hash([value])]);
  }
  return [...found.values()];
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
