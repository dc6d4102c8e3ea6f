import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SqlFaultError } from './sql-database';

/**
 * The files of a SQLite database, watched. SQLite goes on with files that were deleted or replaced, and takes every
 * write; all of it is lost with the process.
 */
export class SqliteFiles {
  private readonly paths: readonly string[];
  /** What each path led to when it was first looked at; the log may come later than the database. */
  private readonly seen: (string | undefined)[] = [];
  private lost = false;

  /** @param file open by now: opening it a second time would let go of SQLite's locks, so it is known by its inode */
  constructor(file: string) {
    this.paths = [resolve(file), `${resolve(file)}-wal`];
    this.check();
  }

  /** The database itself. */
  get file(): string {
    return this.paths[0]!;
  }

  /** They were not there when somebody looked last: others should look again. */
  get areLost(): boolean {
    return this.lost;
  }

  /** @throws SqlFaultError `gone` */
  check(): void {
    this.lost = true;
    for (let at = 0; at < this.paths.length; at += 1) {
      const found = identityOf(this.paths[at]!);
      this.seen[at] ??= found;
      if (this.seen[at] !== found)
        throw new SqlFaultError('gone', new Error(`${this.paths[at]} is not there any more`));
    }
    this.lost = false;
  }
}

function identityOf(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && `${found.dev}:${found.ino}`;
  } catch {
    // Nobody who cannot look at it can say that it is there.
    return undefined;
  }
}
