import { idAt, organization, TYPE } from '../fixtures';
import { ENTRIES, LARGE_BYTES } from './plan';

const PARENT = `${TYPE}/bench-parent`;

/**
 * The resource of `npm run bench` without an id, split at the change and the parent, so that bodies are cheap to build.
 */
const [HEAD = '', MIDDLE = '', TAIL = ''] = JSON.stringify({ ...organization('', '{change}'), id: undefined }).split(
  new RegExp(`{change}|${PARENT}`),
);

export const created = (change: number, parent = PARENT): string => HEAD + change + MIDDLE + parent + TAIL;

const urn = (change: number): string => `urn:uuid:00000000-0000-4000-8000-${String(change).padStart(12, '0')}`;

const entry = (change: number, parent?: string): string =>
  `{"fullUrl":"${urn(change)}","resource":${created(change, parent)},"request":{"method":"POST","url":"${TYPE}"}}`;

const bundle = (type: 'batch' | 'transaction', entries: readonly string[]): string =>
  `{"resourceType":"Bundle","type":"${type}","entry":[${entries.join(',')}]}`;

const numbers = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);

/** A transaction that creates the same resources as that many POSTs of `created`. */
export function transaction(first: number): string {
  return bundle('transaction', numbers(first, ENTRIES).map((change) => entry(change))); // prettier-ignore
}

/** The same with links: each resource is part of the first one. */
export function linkedTransaction(first: number): string {
  return bundle('transaction', numbers(first, ENTRIES).map((change) => entry(change, change === first ? PARENT : urn(first)))); // prettier-ignore
}

/** Number of entries in a transaction of LARGE_BYTES. */
export const LARGE_ENTRIES = Math.floor(LARGE_BYTES / (Buffer.byteLength(entry(1_000_000)) + 1));

export function largeTransaction(first: number): string {
  return bundle('transaction', numbers(first, LARGE_ENTRIES).map((change) => entry(change))); // prettier-ignore
}

export function batchOfReads(first: number): string {
  return bundle('batch', numbers(first, ENTRIES).map((n) => `{"request":{"method":"GET","url":"${TYPE}/${idAt(n)}"}}`)); // prettier-ignore
}
