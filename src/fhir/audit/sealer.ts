import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { AuditLog, AuditSeal, ChainHead } from '../ports/audit';
import type { Clock } from '../ports/clock';
import { rowOf } from './audit-record';
import type { ChainHasher } from './chain';
import { timedId } from '../ports/timed-id';

export interface SealerOptions {
  /** How long sealed rows are kept, milliseconds; 0 for ever. */
  readonly keptMs: number;
}

/** Maximum number of rows per seal. */
const MOST_ROWS = 1_000;
/** Another process owns the chain until it has sealed nothing for this long, milliseconds. */
const IDLE_MS = 5_000;
/** Approximate number of rows, and number of seals, removed per transaction. */
const ROWS_AT_ONCE = 2_000;
const SEALS_AT_ONCE = 200;

/**
 * Seals waiting rows in blocks, so that writers need not wait for each other. Normally one process seals at a time, but
 * correctness does not depend on that: if two do, one of them finds that the chain has moved.
 */
export class Sealer {
  private readonly logger = new Logger('Audit');
  private readonly holder = randomUUID();
  private last: ChainHead | undefined;

  constructor(
    private readonly log: AuditLog,
    private readonly hasher: ChainHasher,
    private readonly clock: Clock,
    private readonly options: SealerOptions,
  ) {}

  /** Seals all waiting rows unless another process owns the chain. @returns the number of rows sealed */
  async sealAll(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const head = await this.log.head();
      const now = this.clock().getTime();
      const isOthers = head.holder !== this.holder && head.holder !== '' && now - head.at < IDLE_MS;
      if (isOthers) return sealed;
      const rows = await this.log.waiting(MOST_ROWS);
      if (rows.length === 0) return sealed;
      const seal = this.hasher.seal(head, rows, now);
      const ids = rows.map(({ id }) => id);
      if (!(await this.log.seal(head, seal, ids, this.holder))) return sealed;
      sealed += rows.length;
      if (rows.length < MOST_ROWS) return sealed;
    }
  }

  /** Removes rows whose retention period is over. @returns the number of seals removed */
  async removeOld(): Promise<number> {
    if (this.options.keptMs === 0) return 0;
    let removed = 0;
    for (;;) {
      const head = await this.log.head();
      const last = this.lastOld(await this.log.seals(head.cut.number, SEALS_AT_ONCE), head);
      if (!last) return removed;
      const now = this.clock().getTime();
      const upTo = { number: last.number, hash: last.hash };
      const told = rowOf(timedId(now), now, { interaction: 'retention', requestId: 'retention', upTo });
      if (!(await this.log.cut(head, { to: upTo, told }))) return removed;
      removed += last.number - head.cut.number;
    }
  }

  /** Writes the end of the chain to the server log, out of reach of anyone who can change the database. */
  async tellEnd(): Promise<void> {
    const head = await this.log.head();
    if (this.last?.hash === head.hash) return;
    this.last = head;
    const { number, hash, at } = head;
    this.logger.log({ auditEnd: { number, hash, at: new Date(at).toISOString() } }, 'the audit log ends here');
  }

  /** The last seal to remove. The end of the chain is always kept, because the next seal builds on it. */
  private lastOld(seals: readonly AuditSeal[], head: ChainHead): AuditSeal | undefined {
    const before = this.clock().getTime() - this.options.keptMs;
    let rows = 0;
    let last: AuditSeal | undefined;
    for (const seal of seals) {
      if (seal.at >= before || seal.number >= head.number || (last && rows + seal.count > ROWS_AT_ONCE)) break;
      rows += seal.count;
      last = seal;
    }
    return last;
  }
}
