import { isResourceType } from '../model/definitions';

/** The permissions of SMART v2: create, read, update, delete, search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's';

/** A system-level scope: `system/Organization.rs?active=true`. */
export interface SmartScope {
  /** Resource type; `*` for all. */
  readonly type: string;
  readonly permissions: readonly Permission[];
  /** Search parameters that a resource must match, as sent; absent when there is no restriction. */
  readonly filter?: string;
}

/** The permissions of SMART v1 in terms of v2. */
const FIRST_VERSION: Readonly<Record<string, readonly Permission[]>> = {
  read: ['r', 's'],
  write: ['c', 'u', 'd'],
  '*': ['c', 'r', 'u', 'd', 's'],
};

const SCOPE = /^system\/(\*|[A-Z][A-Za-z]*)\.(read|write|\*|c?r?u?d?s?)(?:\?(.+))?$/;

/**
 * Parses one word of an OAuth `scope`.
 * @returns undefined for a scope that grants nothing here: patient and user scopes, other words, types that R4 does not
 *   have, letters out of the order `cruds`, and filters on SMART v1 scopes, which do not support them
 * @see https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html
 */
export function parseScope(text: string): SmartScope | undefined {
  const [, type, words, filter] = SCOPE.exec(text) ?? [];
  if (type === undefined || !words) return undefined;
  if (type !== '*' && !isResourceType(type)) return undefined;
  const first = FIRST_VERSION[words];
  if (first) return filter === undefined ? { type, permissions: first } : undefined;
  const permissions = [...words] as Permission[];
  return filter === undefined ? { type, permissions } : { type, permissions, filter };
}

/** The scope to request for these permissions. */
export function scopeText(type: string, permissions: readonly Permission[]): string {
  return `system/${type === '' ? '*' : type}.${permissions.join('')}`;
}
