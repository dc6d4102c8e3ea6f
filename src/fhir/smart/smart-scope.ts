import { isResourceType } from '../model/definitions';

/** What a scope may allow on a type: create, read, update, delete, search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's';

/** A scope of a system, without a user: `system/Organization.rs?active=true`. */
export interface SmartScope {
  /** Resource type; `*`: every one. */
  readonly type: string;
  readonly permissions: readonly Permission[];
  /** Search parameters that a resource has to fit, as they were sent; absent: any resource. */
  readonly filter?: string;
}

/** The words of SMART v1 by those of v2. */
const FIRST_VERSION: Readonly<Record<string, readonly Permission[]>> = {
  read: ['r', 's'],
  write: ['c', 'u', 'd'],
  '*': ['c', 'r', 'u', 'd', 's'],
};

const SCOPE = /^system\/(\*|[A-Z][A-Za-z]*)\.(read|write|\*|c?r?u?d?s?)(?:\?(.+))?$/;

/**
 * Reads one word of an OAuth `scope`.
 * @returns undefined for what allows nothing here: scopes of patients and users, other words, types that R4 does not have,
 *   letters that are not in the order `cruds`, and filters on scopes of SMART v1, which has none
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

/** The scope that would allow something, as a client can ask for it. */
export function scopeText(type: string, permissions: readonly Permission[]): string {
  return `system/${type === '' ? '*' : type}.${permissions.join('')}`;
}
