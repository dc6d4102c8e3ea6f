import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { AuditLog, AuditSeal, ChainHead } from '../ports/audit';
import type { Clock } from '../ports/clock';
import { rowOf } from './audit-record';
import type { ChainHasher } from './chain';
import { timedId } from '../ports/timed-id';

export interface SealerOptions {
  /** How long rows are kept once they are sealed, milliseconds; 0: for ever. */
  readonly keptMs: number;
}

/** Rows of one seal. */
const MOST_ROWS = 1_000;
/** Another process has the chain until it has not sealed anything for so long. */
const IDLE_MS = 5_000;
/** Rows of seals that are removed in one transaction, roughly, and those seals. */
const ROWS_AT_ONCE = 2_000;
const SEALS_AT_ONCE = 200;

/**
 * Seals what waits, in blocks, so that writers need not wait for each other. One process does so at a time, though nothing depends
 * on that: of two that do so at once, one finds that the chain has moved.
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

  /** Seals all that waits, unless another process does. @returns how many rows were sealed */
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

  /** Removes what has been kept for long enough. @returns how many seals were removed */
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

  /** Notes where the chain ends in the log of the server, where whoever changes the database cannot change it. */
  async tellEnd(): Promise<void> {
    const head = await this.log.head();
    if (this.last?.hash === head.hash) return;
    this.last = head;
    const { number, hash, at } = head;
    this.logger.log({ auditEnd: { number, hash, at: new Date(at).toISOString() } }, 'the audit log ends here');
  }

  /** The last seal is always kept: the chain goes on from it. */
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
