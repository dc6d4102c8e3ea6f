import { createHash, createHmac } from 'node:crypto';
import type { AuditRow, AuditSeal, ChainPlace } from '../ports/audit';

/** Before the first seal. */
export const BEGINNING: ChainPlace = { number: 0, hash: '0'.repeat(64) };

/** Makes the hashes of a chain. With a key, who can write to the database cannot make them. */
export class ChainHasher {
  /** What tells the key from others; empty: there is none. */
  readonly key: string;

  /** @param secret 32 characters or more */
  constructor(private readonly secret?: string) {
    this.key = secret === undefined ? '' : createHash('sha256').update(`audit ${secret}`).digest('hex').slice(0, 16);
  }

  /** The seal of rows, which stand in the order of their ids. */
  seal({ number, hash: previous }: ChainPlace, rows: readonly AuditRow[], at: number): AuditSeal {
    const facts = { number: number + 1, previous, count: rows.length, root: rootOf(rows), at, key: this.key };
    return { ...facts, hash: this.hashOf(facts) };
  }

  hashOf({ number, previous, count, root, at, key }: Omit<AuditSeal, 'hash'>): string {
    const hash = this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret);
    return hash.update(JSON.stringify([number, previous, count, root, at, key])).digest('hex');
  }
}

/** One hash over rows: which they are, when they were recorded, and all that they say. */
export function rootOf(rows: readonly AuditRow[]): string {
  const hash = createHash('sha256');
  for (const { id, recorded, body } of rows) hash.update(JSON.stringify([id, recorded, body])).update('\n');
  return hash.digest('hex');
}
