import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditLog, AuditRow } from '../ports/audit';
import { BATCH_MS } from './audit-options';

/** Rows of one transaction. */
const MOST_ROWS = 500;
/** Before what could not be kept is tried again. */
const AGAIN_MS = 1_000;
/** What a row takes besides its body. */
const ROW_BYTES = 500;

interface Entry {
  readonly row: AuditRow;
  /** Told once the row is kept, or is not going to be. */
  readonly settle?: (failure?: Error) => void;
}

/** Rows on their way to the log, several in one transaction. What waits is bounded by its bytes. */
export class AuditQueue {
  private readonly logger = new Logger('Audit');
  private entries: Entry[] = [];
  private bytes = 0;
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** What could not be kept is tried again after a pause. */
  private isResting = false;
  /** Rows that there was no room for. */
  lost = 0;

  /** @param mostBytes of what may wait */
  constructor(
    private readonly log: Pick<AuditLog, 'add'>,
    private readonly mostBytes: number,
  ) {}

  get hasRoom(): boolean {
    return this.bytes < this.mostBytes;
  }

  /** Rows that wait. */
  get length(): number {
    return this.entries.length;
  }

  /** When the oldest of them was made, milliseconds since 1970; undefined: none waits. */
  get oldest(): number | undefined {
    return this.entries[0]?.row.recorded;
  }

  get waitingBytes(): number {
    return this.bytes;
  }

  /** Keeps a row soon. One that there is no room for is counted, and lost. */
  add(row: AuditRow): void {
    // Requests that were let in before the queue was full have room beyond its end.
    if (this.bytes >= 2 * this.mostBytes) return this.lose();
    this.push({ row });
    if (this.isResting) return;
    if (this.entries.length >= MOST_ROWS) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), BATCH_MS).unref();
  }

  /** Resolves once the row is kept: together with those that come while others are. @throws FhirError `unavailable`: it is not */
  stored(row: AuditRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.push({
        row,
        settle: (failure) => (failure === undefined ? resolve() : reject(failure)),
      });
      // After those requests that have come in already.
      setImmediate(() => void this.flush());
    });
  }

  /** Resolves when all that waits now is kept, or cannot be. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (let rounds = 0; this.running !== undefined && rounds < 2; rounds += 1) await this.running;
    if (this.entries.length === 0) return;
    this.running ??= this.keepAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async keepAll(): Promise<void> {
    while (this.entries.length > 0) {
      const some = this.entries.slice(0, MOST_ROWS);
      try {
        await this.log.add(some.map(({ row }) => row));
        this.entries = this.entries.slice(some.length);
        this.bytes -= weightOf(some);
        for (const { settle } of some) settle?.();
      } catch (failure) {
        this.giveUp(failure);
        return;
      }
    }
  }

  /** Who waits is told; the others are tried again later. */
  private giveUp(failure: unknown): void {
    const failed = this.entries.filter(({ settle }) => settle !== undefined);
    this.entries = this.entries.filter(({ settle }) => settle === undefined);
    this.bytes -= weightOf(failed);
    for (const { settle } of failed) settle?.(failure as Error);
    this.logger.error({ err: failure, waiting: this.entries.length }, 'audit records could not be kept');
    if (this.entries.length === 0 || this.isResting) return;
    this.isResting = true;
    void sleep(AGAIN_MS, undefined, { ref: false }).then(() => {
      this.isResting = false;
      return this.flush();
    });
  }

  private push(entry: Entry): void {
    this.entries.push(entry);
    this.bytes += weightOf([entry]);
  }

  private lose(): void {
    this.lost += 1;
    if (this.lost % 1_000 === 1) this.logger.error({ lost: this.lost }, 'audit records were lost: there is no room');
  }
}

function weightOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { row }) => sum + row.body.length + ROW_BYTES, 0);
}
