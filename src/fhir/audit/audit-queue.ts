import { Logger } from '@nestjs/common';
import type { AuditLog, AuditRow } from '../ports/audit';
import { BATCH_MS } from './audit-options';

/** Maximum number of rows per transaction. */
const MOST_ROWS = 500;
/** Pause before a failed write is retried, milliseconds. It doubles with each failure, up to the longest. */
const AGAIN_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
/** Size of a row without its body, bytes. */
const ROW_BYTES = 500;

interface Entry {
  readonly row: AuditRow;
  /** Called when the row is stored or has finally failed. */
  readonly settle?: (failure?: Error) => void;
}

/** Queues rows for the log and writes several per transaction. Bounded by bytes. */
export class AuditQueue {
  private readonly logger = new Logger('Audit');
  private entries: Entry[] = [];
  /** Number of entries at the front that are stored. They are removed together, not batch by batch. */
  private done = 0;
  private bytes = 0;
  /** Resolves to whether everything was stored. */
  private running: Promise<boolean> | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The pause after a failed write. */
  private pause: NodeJS.Timeout | undefined;
  private pauses = 0;
  private isEnded = false;
  /** Number of rows dropped for lack of room. */
  lost = 0;

  /** @param mostBytes maximum size of the queue */
  constructor(
    private readonly log: Pick<AuditLog, 'add'>,
    private readonly mostBytes: number,
  ) {}

  get hasRoom(): boolean {
    return this.bytes < this.mostBytes;
  }

  /** Number of queued rows. */
  get length(): number {
    return this.entries.length - this.done;
  }

  /** When the oldest queued row was recorded, milliseconds since 1970; undefined when the queue is empty. */
  get oldest(): number | undefined {
    return this.entries[this.done]?.row.recorded;
  }

  get waitingBytes(): number {
    return this.bytes;
  }

  /** Queues a row. When there is no room, the row is dropped and counted. */
  add(row: AuditRow): void {
    // Allow twice the limit: requests admitted before the queue was full still need room for their rows.
    if (this.bytes >= 2 * this.mostBytes) return this.lose();
    this.push({ row });
    if (this.pause) return;
    if (this.length >= MOST_ROWS) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), BATCH_MS).unref();
  }

  /**
   * Resolves once the row is stored, in one transaction with others that arrive meanwhile.
   * @throws FhirError `unavailable` when it cannot be stored
   */
  stored(row: AuditRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.push({
        row,
        settle: (failure) => (failure === undefined ? resolve() : reject(failure)),
      });
      // Wait for requests that have already arrived.
      setImmediate(() => void this.flush());
    });
  }

  /** Resolves when everything queued now has been stored or has failed. It does not retry a write that failed. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (let rounds = 0; this.running !== undefined && rounds < 2; rounds += 1) if (!(await this.running)) return;
    if (this.length === 0) return;
    this.running ??= this.keepAll().finally(() => (this.running = undefined));
    await this.running;
  }

  /** A last try; what cannot be stored now is not retried. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.flush();
    this.resume();
  }

  /** Ends the pause. */
  private resume(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
  }

  private async keepAll(): Promise<boolean> {
    while (this.length > 0) {
      const some = this.entries.slice(this.done, this.done + MOST_ROWS);
      try {
        await this.log.add(some.map(({ row }) => row));
        this.resume();
        this.pauses = 0;
        this.done += some.length;
        if (2 * this.done >= this.entries.length) this.removeDone();
        this.bytes -= weightOf(some);
        for (const { settle } of some) settle?.();
      } catch (failure) {
        this.giveUp(failure);
        return false;
      }
    }
    return true;
  }

  /** Rejects the rows that somebody awaits; keeps the others for a retry. */
  private giveUp(failure: unknown): void {
    this.removeDone();
    const failed = this.entries.filter(({ settle }) => settle !== undefined);
    this.entries = this.entries.filter(({ settle }) => settle === undefined);
    this.bytes -= weightOf(failed);
    for (const { settle } of failed) settle?.(failure as Error);
    this.logger.error({ err: failure, waiting: this.entries.length }, 'audit records could not be kept');
    if (this.entries.length === 0 || this.pause || this.isEnded) return;
    const ms = Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** this.pauses);
    this.pauses += 1;
    this.pause = setTimeout(() => {
      this.pause = undefined;
      void this.flush();
    }, ms).unref();
  }

  private removeDone(): void {
    this.entries = this.entries.slice(this.done);
    this.done = 0;
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
