import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { referencesOf } from '../integrity/references';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored } from '../json';
import type { SearchIndex, VerifiedPage } from '../ports/search-index';
import type { SearchableType } from '../search';
import { ResourceIndex } from './resource-index';
import { StoreRegistry } from './store-registry';

/** Resources between two lines of the log. */
const TOLD_EVERY = 10_000;
/** Pages between two notes of how far a rebuild is. */
const NOTED_EVERY = 10;

/** An index that is kept of what writes tell, and what it should be made by. */
export interface KeptIndex {
  readonly index: SearchIndex;
  readonly searchable: SearchableType;
}

export interface Rebuild {
  /** Begin at the first resource, also where a rebuild was stopped before. Default: go on from there. */
  readonly restart?: boolean;
  /** Ends it: what is done stays done, and the next one goes on. */
  readonly signal?: AbortSignal;
  /** Told after each page: how many resources are done. */
  readonly onPage?: (done: number) => void;
}

/**
 * Brings the search indexes up to date when the server starts, before it serves or while it does: after a change of the
 * declared search parameters, what is stored already is indexed anew. A server that starts beside others does no harm to them.
 */
@Injectable()
export class IndexUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IndexUpkeep.name);
  private readonly stopped = new AbortController();
  private beside: Promise<void> | undefined;

  constructor(
    private readonly stores: StoreRegistry,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly index: ResourceIndex,
  ) {}

  /** @throws Error one sentence, when an index cannot be brought up to date before the server serves */
  async onApplicationBootstrap(): Promise<void> {
    const { indexUpkeep = 'boot' } = this.options;
    const stale = await this.stale();
    if (stale.length === 0) return;
    if (indexUpkeep === 'boot') return this.renewAll(stale);
    const types = stale.map(({ searchable }) => searchable.type).join(', ');
    this.logger.warn(`The search indexes of ${types} are not up to date: searches may find less than there is`);
    if (indexUpkeep === 'beside')
      this.beside = this.renewAll(stale).catch((error: unknown) => this.logger.error(error));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    await this.beside;
  }

  /** Every index there is, whatever its state. */
  kept(): readonly KeptIndex[] {
    return [...this.stores.served.keys()].flatMap((type) => {
      const { index } = this.stores.of(type);
      return index ? [{ index, searchable: this.index.of(type) }] : [];
    });
  }

  /** Those that were made by other search parameters than there are now. */
  async stale(): Promise<readonly KeptIndex[]> {
    const stale: KeptIndex[] = [];
    for (const kept of this.kept()) {
      const { type, digest } = kept.searchable;
      if ((await kept.index.noted(type)) !== digest) stale.push(kept);
    }
    return stale;
  }

  /**
   * Makes the index of a type anew, whatever it is, while others may write.
   * @returns how many resources were done now; undefined: it was stopped
   */
  async reindex({ index, searchable }: KeptIndex, rebuild: Rebuild = {}): Promise<number | undefined> {
    const { type, indexed, kept = indexed, digest } = searchable;
    const codes = codesOf(searchable);
    const entriesOf = (json: string) => {
      const resource = parseStored(json);
      return kept.flatMap((parameter) => parameter.entries(resource, this.options.baseUrl));
    };
    const progress = new RebuildNotes(index, type, digest);
    const before = rebuild.restart ? undefined : await progress.read();
    if (before === undefined) await index.keepOnly(type, codes);
    let [done, after] = [0, before ?? ''];
    for (let pages = 1; ; pages += 1) {
      const { count, last } = await index.rebuild(type, after, codes, entriesOf);
      if (count === 0) break;
      [done, after] = [done + count, last];
      rebuild.onPage?.(done);
      const isStopped = rebuild.signal?.aborted || this.stopped.signal.aborted;
      if (isStopped || pages % NOTED_EVERY === 0) await progress.write(after);
      if (isStopped) return undefined;
    }
    await index.note(type, digest);
    await progress.forget();
    return done;
  }

  /** Compares the index of a type with what it should be. @param mend whether what is wrong is put right */
  verify({ index, searchable }: KeptIndex, mend: boolean): AsyncIterable<VerifiedPage> {
    const { type, indexed, kept = indexed } = searchable;
    const { baseUrl } = this.options;
    const expected = (json: string) => {
      const resource = parseStored(json);
      return {
        entries: kept.flatMap((parameter) => parameter.entries(resource, baseUrl)),
        references: referencesOf(resource, baseUrl),
      };
    };
    return index.verify(type, codesOf(searchable), expected, mend);
  }

  private async renewAll(stale: readonly KeptIndex[]): Promise<void> {
    for (const kept of stale) {
      const { type } = kept.searchable;
      try {
        let told = 0;
        const done = await this.reindex(kept, {
          onPage: (count) => {
            if (count - told < TOLD_EVERY) return;
            told = count;
            this.logger.log(`${count} resources of type ${type} are indexed`);
          },
        });
        if (done === undefined) return;
        if (done > 0)
          this.logger.log(`The search parameters of ${type} are new here: all ${done} resources are indexed`);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`The search index of ${type} cannot be brought up to date: ${reason}`, { cause });
      }
    }
  }
}

function codesOf({ indexed, kept = indexed }: SearchableType): readonly string[] {
  return kept.flatMap((parameter) => parameter.codes);
}

/** How far the rebuild of a type is, kept among the words of its store. */
class RebuildNotes {
  private readonly of: string;
  private readonly at: string;

  constructor(
    private readonly index: SearchIndex,
    type: string,
    private readonly digest: string,
  ) {
    this.of = `${type} to`;
    this.at = `${type} after`;
  }

  /** The last id that is done; undefined: none was stopped that would make what is to be made now. */
  async read(): Promise<string | undefined> {
    if ((await this.index.noted(this.of)) !== this.digest) return undefined;
    return this.index.noted(this.at);
  }

  async write(after: string): Promise<void> {
    await this.index.note(this.at, after);
    await this.index.note(this.of, this.digest);
  }

  async forget(): Promise<void> {
    await this.index.note(this.of, '');
  }
}
