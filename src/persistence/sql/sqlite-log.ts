import { closeSync, openSync, readSync } from 'node:fs';
import type { SqliteConnection } from './sqlite-connection';

/** Length of the log, in pages, after which it is moved into the file; the number that SQLite itself uses. */
const PAGES = 1_000;

/**
 * The beginning of the log: page size at 8, salts at 16. Each frame repeats the salts at 8 of its own header; frames
 * with other salts are left from before the log last began anew.
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
const HEADER = { bytes: 32, pageSize: 8, salts: 16 };
const FRAME_HEADER = { bytes: 24, salts: 8 };
const SALTS_BYTES = 8;

/**
 * The write-ahead log of a SQLite file. SQLite moves its pages into the file as part of a COMMIT, which keeps the
 * process from other work for as long as that takes: after a large transaction, or after a long reader, which the log
 * has to wait for, a second and more. Here it is moved in another thread.
 */
export class SqliteLog {
  private readonly path: string;
  private descriptor?: number;
  private salts: Buffer = Buffer.alloc(SALTS_BYTES);
  /** The length at which it is moved. It grows while a reader needs what is in the log. */
  private due: number;

  /** @param connection for this purpose only, since nothing else can be asked of it meanwhile */
  constructor(
    file: string,
    private readonly connection: SqliteConnection,
    private readonly pages = PAGES,
  ) {
    this.path = `${file}-wal`;
    this.due = pages;
  }

  /** Whether it is long; true once for each length. Two short reads. */
  isDue(): boolean {
    const isLong = this.reaches();
    if (isLong) this.due += this.pages;
    return isLong;
  }

  /**
   * Moves what no reader needs into the file. If that is everything, the next writer begins the log anew. As in a
   * COMMIT, a failure is no error: the pages are in the log, and the next attempt follows.
   */
  async settle(): Promise<void> {
    await this.connection.runApart('PRAGMA wal_checkpoint(PASSIVE)').catch(() => undefined);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    this.connection.close();
  }

  private reaches(): boolean {
    try {
      // SQLite keeps no locks on this file, so that opening and closing it here releases none.
      this.descriptor ??= openSync(this.path, 'r');
      const header = this.read(HEADER.bytes, 0);
      const salts = header.subarray(HEADER.salts, HEADER.salts + SALTS_BYTES);
      if (!salts.equals(this.salts)) this.due = this.pages;
      this.salts = salts;
      const frame = FRAME_HEADER.bytes + header.readUInt32BE(HEADER.pageSize);
      return this.read(SALTS_BYTES, HEADER.bytes + (this.due - 1) * frame + FRAME_HEADER.salts).equals(salts);
    } catch {
      // There is no log yet, or it is not that long.
      return false;
    }
  }

  private read(bytes: number, from: number): Buffer {
    const buffer = Buffer.alloc(bytes);
    if (readSync(this.descriptor!, buffer, 0, bytes, from) < bytes) throw new RangeError('The log is shorter');
    return buffer;
  }
}
