import { idAt, TYPE } from '../fixtures';
import { batchOfReads, created, LARGE_ENTRIES, largeTransaction, linkedTransaction, transaction } from './bodies';
import { ENTRIES } from './plan';

export type Kind = 'POST' | 'GET' | 'transaction' | 'linked transaction' | 'large transaction' | 'batch of reads';

interface RequestKind {
  readonly method: 'GET' | 'POST';
  /** @param first number of its first resource */
  path(first: number): string;
  body?(first: number): string;
  /** Resources per request. */
  readonly resources: number;
  readonly creates: boolean;
  readonly status: number;
  /** Text that occurs in the answer once per resource. */
  readonly mark: string;
}

const aBundle = { method: 'POST', path: () => '/fhir', status: 200 } as const;
const aTransaction = { ...aBundle, creates: true, mark: '"status":"201 ' } as const;
const single = { resources: 1, mark: `{"resourceType":"${TYPE}"` } as const;

/** The requests of the bench, and the expected answer to each. */
export const REQUESTS: Readonly<Record<Kind, RequestKind>> = {
  POST: { ...single, method: 'POST', path: () => `/fhir/${TYPE}`, body: (n) => created(n), creates: true, status: 201 },
  GET: { ...single, method: 'GET', path: (n) => `/fhir/${TYPE}/${idAt(n)}`, creates: false, status: 200 },
  transaction: { ...aTransaction, body: transaction, resources: ENTRIES },
  'linked transaction': { ...aTransaction, body: linkedTransaction, resources: ENTRIES },
  'large transaction': { ...aTransaction, body: largeTransaction, resources: LARGE_ENTRIES },
  'batch of reads': { ...aBundle, body: batchOfReads, resources: ENTRIES, creates: false, mark: '"status":"200 ' },
};
