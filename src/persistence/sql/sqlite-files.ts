import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SqlFaultError } from './sql-database';

/**
 * Watches the files of a SQLite database. SQLite keeps working on files that were deleted or replaced and accepts every
 * write, but all of it is lost when the process ends.
 */
export class SqliteFiles {
  private readonly paths: readonly string[];
  /** The identity of each file when it was first seen; the log may appear later than the database. */
  private readonly seen: (string | undefined)[] = [];
  private lost = false;

  /** @param file already open; opening it again would release SQLite's locks, so it is identified by its inode */
  constructor(file: string) {
    this.paths = [resolve(file), `${resolve(file)}-wal`];
    this.check();
  }

  /** Path of the database file. */
  get file(): string {
    return this.paths[0]!;
  }

  /** The files were missing at the last check, so the next access should check again. */
  get areLost(): boolean {
    return this.lost;
  }

  /** @throws SqlFaultError `gone` */
  check(): void {
    this.lost = true;
    for (let at = 0; at < this.paths.length; at += 1) {
      const found = identityOf(this.paths[at]!);
      this.seen[at] ??= found;
      if (this.seen[at] !== found) throw new SqlFaultError('gone', new Error(`${this.paths[at]} no longer exists`));
    }
    this.lost = false;
  }
}

function identityOf(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && `${found.dev}:${found.ino}`;
  } catch {
    // A file that cannot be inspected counts as missing.
    return undefined;
  }
}
