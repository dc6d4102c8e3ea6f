import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { InputFile } from '../input/find-files';

/** Outcomes so far. */
export interface Counts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

/** How far an import got: everything before it is written, or reported as refused. */
export interface Checkpoint {
  /** Index of the file, from 0. */
  readonly file: number;
  /** Pieces of this file that are done. */
  readonly pieces: number;
  readonly counts: Counts;
  /** Length in bytes of the report and of the references file; anything beyond may not have been completed. */
  readonly report: number;
  readonly references: number;
  /** The last version known to be in the database. If it does not exist, this is a different database. */
  readonly last?: { readonly type: string; readonly id: string; readonly versionId: string };
}

/** Identifies an import; if any of these differs, it is a different one. */
export interface ImportIdentity {
  readonly database: string;
  readonly files: readonly { readonly name: string; readonly bytes: number | undefined }[];
}

const FORM = 1;

export const BEGINNING: Checkpoint = {
  file: 0,
  pieces: 0,
  counts: { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 },
  report: 0,
  references: 0,
};

export function identityOf(database: string, files: readonly InputFile[]): ImportIdentity {
  return { database, files: files.map(({ name, bytes }) => ({ name, bytes })) };
}

/** The file from which a stopped import resumes. */
export class StateFile {
  constructor(
    private readonly path: string,
    private readonly identity: ImportIdentity,
  ) {}

  /** Undefined when it does not exist, cannot be read, or belongs to another import. */
  async read(): Promise<Checkpoint | undefined> {
    try {
      const { form, identity, checkpoint } = JSON.parse(await readFile(this.path, 'utf8')) as Partial<Kept>;
      const isOurs = form === FORM && JSON.stringify(identity) === JSON.stringify(this.identity);
      return isOurs ? checkpoint : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes the file completely, or leaves it as it was. */
  async write(checkpoint: Checkpoint): Promise<void> {
    const kept: Kept = { form: FORM, identity: this.identity, checkpoint };
    const next = `${this.path}.next`;
    await writeFile(next, JSON.stringify(kept));
    await rename(next, this.path);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

interface Kept {
  readonly form: number;
  readonly identity: ImportIdentity;
  readonly checkpoint: Checkpoint;
}
