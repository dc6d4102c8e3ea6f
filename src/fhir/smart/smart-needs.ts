import type { RequestInteraction } from '../plugin/request-context';
import type { Permission } from './smart-scope';

/** Permissions on the types concerned: all of them, or at least one. */
export type Need = { readonly all: readonly Permission[] } | { readonly any: readonly Permission[] };

const NOTHING: Need = { all: [] };

/**
 * The permissions that each interaction requires on its type. Conditional interactions also require `s`, and an update
 * that creates requires `c`; `SmartPolicy` checks both. The entries of a batch or transaction are checked individually.
 * @see https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources
 */
export const NEEDS: Readonly<Record<RequestInteraction, Need>> = {
  read: { all: ['r'] },
  vread: { all: ['r'] },
  'history-instance': { all: ['r'] },
  create: { all: ['c'] },
  update: { all: ['u'] },
  patch: { all: ['u'] },
  delete: { all: ['d'] },
  'search-type': { all: ['s'] },
  'history-type': { all: ['s'] },
  // Checked for each type that is searched.
  'search-system': NOTHING,
  'history-system': NOTHING,
  capabilities: NOTHING,
  batch: NOTHING,
  transaction: NOTHING,
  operation: NOTHING,
  none: NOTHING,
};

/** Where an operation is invoked. */
export type NeedLevel = 'instance' | 'type' | 'system';

/**
 * Permissions for known operations; SMART leaves these to the server. Other operations follow `operationNeed`.
 * `$export` and its status requests check each type separately, like a system-level search.
 */
const OPERATIONS: Readonly<Record<string, Partial<Record<NeedLevel, Need>>>> = {
  // Validating a resource in the body requires the permission to write one; validating a stored resource, the
  // permission to read it.
  $validate: { type: { any: ['c', 'u'] }, system: NOTHING, instance: { all: ['r'] } },
  $diff: { instance: { all: ['r'] }, type: { all: ['r'] }, system: NOTHING },
  $meta: { instance: { all: ['r'] }, type: { all: ['s'] }, system: NOTHING },
  // They return the whole meta.
  '$meta-add': { instance: { all: ['r', 'u'] } },
  '$meta-delete': { instance: { all: ['r', 'u'] } },
  $export: { type: { all: ['r', 's'] }, system: NOTHING },
  '$export-poll-status': { system: NOTHING },
  '$export-file': { system: NOTHING },
  // The permission was checked when the original request arrived.
  '$async-status': { system: NOTHING },
};

/** The known operations and the levels they are invoked at. */
export const OPERATIONS_KNOWN: readonly (readonly [operation: string, level: NeedLevel])[] = Object.entries(
  OPERATIONS,
).flatMap(([name, levels]) => Object.keys(levels).map((level) => [name, level as NeedLevel] as const));

/** @param affectsState whether the operation changes data */
export function operationNeed(operation: string, level: NeedLevel, affectsState: boolean): Need {
  const known = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation]?.[level] : undefined;
  if (known) return known;
  // What an operation returns is up to it, so one that writes is also taken to read.
  if (level === 'instance') return { all: affectsState ? ['r', 'u'] : ['r'] };
  return { all: affectsState ? ['c', 'u'] : ['s'] };
}
