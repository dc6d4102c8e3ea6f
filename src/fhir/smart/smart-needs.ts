import type { RequestInteraction } from '../plugin/request-context';
import type { Permission } from './smart-scope';

/** Of some types (`all` of the letters), or of one of the letters at least (`any`). */
export type Need = { readonly all: readonly Permission[] } | { readonly any: readonly Permission[] };

const NOTHING: Need = { all: [] };

/**
 * What each interaction needs of the type it is about. What is named by criteria (conditional interactions) needs `s` besides,
 * and an update that creates needs `c`: that is known later. Each entry of a batch or transaction is asked about by itself.
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
  // Of each type that is looked through.
  'search-system': NOTHING,
  'history-system': NOTHING,
  capabilities: NOTHING,
  batch: NOTHING,
  transaction: NOTHING,
  operation: NOTHING,
  none: NOTHING,
};

/** Where an operation is called. */
export type NeedLevel = 'instance' | 'type' | 'system';

/**
 * What operations need, where it is not what `operationNeed` says of those that are not known. SMART leaves it to servers.
 * `$export` and what reports on it look through types one by one, as a search of the system does.
 */
const OPERATIONS: Readonly<Record<string, Partial<Record<NeedLevel, Need>>>> = {
  // A resource in the body is judged for who may write one; against a stored one for who may read that.
  $validate: { type: { any: ['c', 'u'] }, system: NOTHING, instance: { all: ['r'] } },
  $diff: { instance: { all: ['r'] }, type: { all: ['r'] }, system: NOTHING },
  $meta: { instance: { all: ['r'] }, type: { all: ['s'] }, system: NOTHING },
  '$meta-add': { instance: { all: ['u'] } },
  '$meta-delete': { instance: { all: ['u'] } },
  $export: { type: { all: ['r', 's'] }, system: NOTHING },
  '$export-poll-status': { system: NOTHING },
  '$export-file': { system: NOTHING },
  // Whose answer it is was asked about when the request came.
  '$async-status': { system: NOTHING },
};

/** Those that are known by name, and where. */
export const OPERATIONS_KNOWN: readonly (readonly [operation: string, level: NeedLevel])[] = Object.entries(
  OPERATIONS,
).flatMap(([name, levels]) => Object.keys(levels).map((level) => [name, level as NeedLevel] as const));

/** @param affectsState whether the operation writes */
export function operationNeed(operation: string, level: NeedLevel, affectsState: boolean): Need {
  const known = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation]?.[level] : undefined;
  if (known) return known;
  if (level === 'instance') return { all: [affectsState ? 'u' : 'r'] };
  return { all: affectsState ? ['c', 'u'] : ['s'] };
}
