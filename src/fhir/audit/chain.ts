import { createHash, createHmac } from 'node:crypto';
import type { AuditRow, AuditSeal, ChainPlace } from '../ports/audit';

/** The place before the first seal. */
export const BEGINNING: ChainPlace = { number: 0, hash: '0'.repeat(64) };

/** Computes the hashes of the chain. With a key, write access to the database does not suffice to forge them. */
export class ChainHasher {
  /** Fingerprint of the key; empty without a key. */
  readonly key: string;

  /** @param secret at least 32 characters */
  constructor(private readonly secret?: string) {
    this.key = secret === undefined ? '' : createHash('sha256').update(`audit ${secret}`).digest('hex').slice(0, 16);
  }

  /** Seals rows. @param rows ordered by id */
  seal({ number, hash: previous }: ChainPlace, rows: readonly AuditRow[], at: number): AuditSeal {
    const facts = { number: number + 1, previous, count: rows.length, root: rootOf(rows), at, key: this.key };
    return { ...facts, hash: this.hashOf(facts) };
  }

  hashOf({ number, previous, count, root, at, key }: Omit<AuditSeal, 'hash'>): string {
    const hash = this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret);
    return hash.update(JSON.stringify([number, previous, count, root, at, key])).digest('hex');
  }
}

/** One hash over rows: their ids, times and bodies. */
export function rootOf(rows: readonly AuditRow[]): string {
  const hash = createHash('sha256');
  for (const { id, recorded, body } of rows) hash.update(JSON.stringify([id, recorded, body])).update('\n');
  return hash.digest('hex');
}
