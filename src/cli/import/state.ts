import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { InputFile } from '../input/find-files';

/** What came of the resources so far. */
export interface Counts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

/** How far an import is: all before it is written, and told where it was refused. */
export interface Checkpoint {
  /** Of the files, from 0. */
  readonly file: number;
  /** Of this file. */
  readonly pieces: number;
  readonly counts: Counts;
  /** Bytes of the report, and of the references to be looked at in the end: what follows was not known to be done. */
  readonly report: number;
  readonly references: number;
  /** The last version that is known to be in the database: where it is not, this is another one. */
  readonly last?: { readonly type: string; readonly id: string; readonly versionId: string };
}

/** What an import is of: where one of these differs it is another one. */
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

/** The file that an import which was stopped goes on from. */
export class StateFile {
  constructor(
    private readonly path: string,
    private readonly identity: ImportIdentity,
  ) {}

  /** undefined: there is none, it cannot be read, or it is of another import. */
  async read(): Promise<Checkpoint | undefined> {
    try {
      const { form, identity, checkpoint } = JSON.parse(await readFile(this.path, 'utf8')) as Partial<Kept>;
      const isOurs = form === FORM && JSON.stringify(identity) === JSON.stringify(this.identity);
      return isOurs ? checkpoint : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whole, or as it was before. */
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
