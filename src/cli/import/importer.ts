import type { Readable } from 'node:stream';
import type { InputFile } from '../input/find-files';
import { readResources, type Found } from '../input/read-resources';
import { readAhead } from './ahead/read-ahead';
import type { ReadyPool } from './ahead/ready-pool';
import type { Progress } from '../progress';
import type { BatchWriter, Written } from './batch-writer';
import { BEGINNING, type Checkpoint, type Counts } from './state';

/** Approximate limit of bytes per batch, since many large resources would fill the memory. */
const LARGEST_BATCH = 4 * 1024 ** 2;

export interface ImportSteps {
  readonly writer: BatchWriter;
  /** Receives the outcomes in file order. @returns the lengths of the report and of the references file after that */
  keep(written: readonly Written[]): Promise<Pick<Checkpoint, 'report' | 'references'>>;
  /** Called when everything up to the checkpoint is written and kept. */
  reached(checkpoint: Checkpoint, progress: Progress): Promise<void>;
}

export interface ImportOptions {
  /** Where to resume; absent to start from the beginning. */
  readonly from?: Checkpoint | undefined;
  /** Maximum number of resources per batch. */
  readonly batch: number;
  /** Batches in progress at once: while a database server works on one, the next is read and checked. */
  readonly atOnce: number;
  readonly stdin: Readable;
  /** Prepares resources ahead; absent when no threads are used. */
  readonly pool?: ReadyPool | undefined;
}

interface Batch {
  readonly found: Found[];
  /** Where the next batch begins. */
  file: number;
  pieces: number;
  share: number | undefined;
  bytes: number;
  /** True when it ends with a piece, so that an import can resume there. */
  isWhole: boolean;
}

/** Imports the resources of files into the database, batch by batch. */
export class Importer {
  private readonly underWay: { readonly batch: Batch; readonly keys: ReadonlySet<string>; readonly written: Promise<readonly Written[]> }[] = []; // prettier-ignore
  private checkpoint: Checkpoint;

  constructor(
    private readonly files: readonly InputFile[],
    private readonly steps: ImportSteps,
    private readonly options: ImportOptions,
  ) {
    this.checkpoint = options.from ?? BEGINNING;
  }

  /** @param interrupted stops after the batches in progress. @returns how far it got */
  async run(interrupted: AbortSignal): Promise<Checkpoint> {
    try {
      for await (const batch of this.batches(interrupted)) {
        await this.roomFor(batch);
        const written = this.steps.writer.write(batch.found);
        // settleFirst() handles a failure; it may occur before that is called.
        written.catch(() => undefined);
        this.underWay.push({ batch, keys: keysOf(batch), written });
      }
      while (this.underWay.length > 0) await this.settleFirst();
    } finally {
      await Promise.allSettled(this.underWay.map(({ written }) => written));
    }
    return this.checkpoint;
  }

  /**
   * Waits until few batches are in progress and none shares a resource with this one, so that the later version wins.
   */
  private async roomFor(batch: Batch): Promise<void> {
    const keys = keysOf(batch);
    const isFree = () =>
      this.underWay.length < this.options.atOnce &&
      this.underWay.every((other) => [...keys].every((key) => !other.keys.has(key)));
    while (!isFree()) await this.settleFirst();
  }

  private async settleFirst(): Promise<void> {
    const { batch, written } = this.underWay[0]!;
    const all = await written;
    this.underWay.shift();
    const kept = await this.steps.keep(all);
    const last = all.findLast(({ outcome }) => !outcome.fault)?.outcome;
    this.checkpoint = {
      file: batch.file,
      pieces: batch.pieces,
      counts: counted(this.checkpoint.counts, all),
      ...kept,
      ...(last && !last.fault ? { last: last.version } : this.checkpoint.last && { last: this.checkpoint.last }),
    };
    if (batch.isWhole)
      await this.steps.reached(this.checkpoint, { done: this.checkpoint.counts.read, share: batch.share });
  }

  private async *batches(interrupted: AbortSignal): AsyncGenerator<Batch> {
    const total = this.files.reduce<number | undefined>((sum, { bytes }) => sum === undefined || bytes === undefined ? undefined : sum + bytes, 0); // prettier-ignore
    // Standard input may be silent for a long time.
    if (this.files.some(({ bytes }) => bytes === undefined))
      interrupted.addEventListener('abort', () => void this.options.stdin.destroy());
    const { file: first, pieces: skipped } = this.checkpoint;
    let before = this.files.slice(0, first).reduce((sum, { bytes = 0 }) => sum + bytes, 0);
    let batch = emptyBatch(first, skipped);
    let keys = new Set<string>();
    for (const [at, file] of this.files.entries()) {
      if (at < first) continue;
      const { stdin, pool } = this.options;
      const from = at === first ? skipped : 0;
      const resources = pool ? readAhead(file, stdin, from, pool) : readResources(file, stdin, from);
      for await (const { index, found, bytes } of resources) {
        if (interrupted.aborted) return;
        // A piece stays within one batch, unless it contains a resource twice; then the later one goes to a later
        // batch.
        for (const each of found) {
          const key = keyOf(each);
          const isFull = batch.found.length >= this.options.batch || batch.bytes > LARGEST_BATCH;
          if (isFull || (key !== undefined && keys.has(key))) {
            batch.isWhole &&= each === found[0];
            yield batch;
            batch = emptyBatch(at, batch.pieces);
            keys = new Set();
          }
          batch.found.push(each);
          if (key !== undefined) keys.add(key);
        }
        batch.bytes += bytes;
        batch.isWhole = true;
        batch.file = at;
        batch.pieces = index + 1;
        batch.share = total === undefined ? undefined : total === 0 ? 1 : (before + resources.bytesRead()) / total;
      }
      before += file.bytes ?? 0;
    }
    if (batch.found.length > 0) yield batch;
  }
}

function emptyBatch(file: number, pieces: number): Batch {
  return { found: [], file, pieces, share: undefined, bytes: 0, isWhole: false };
}

function keyOf(found: Found): string | undefined {
  if (found.ready) return `${found.ready.type}/${found.ready.id}`;
  const { resourceType, id } = found.resource ?? {};
  return typeof resourceType === 'string' && typeof id === 'string' ? `${resourceType}/${id}` : undefined;
}

function keysOf({ found }: Batch): ReadonlySet<string> {
  return new Set(found.flatMap((each) => keyOf(each) ?? []));
}

function counted(before: Counts, written: readonly Written[]): Counts {
  const counts = { ...before, read: before.read + written.length };
  for (const { outcome } of written) counts[outcome.fault ? 'refused' : outcome.change] += 1;
  return counts;
}
