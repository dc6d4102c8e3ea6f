import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { referencesOf } from '../integrity/references';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored } from '../json';
import type { ReliedNote, SearchIndex, VerifiedPage } from '../ports/search-index';
import type { SearchableType } from '../search';
import { IndexingProgress } from './indexing-progress';
import { type KeptIndex, labelsOf, NO_LABELS } from './kept-index';
import { LabelsInForce, WRITERS } from './labels-in-force';
import { Pace } from './pace';
import { ResourceIndex } from './resource-index';
import { StoreRegistry } from './store-registry';

/** Number of pages between two saves of the rebuild position. */
const NOTED_EVERY = 10;

export interface Rebuild {
  /** Start with the first resource even if an interrupted rebuild could be continued. Default: continue. */
  readonly restart?: boolean;
  /** Interrupts the rebuild; its progress is kept, and the next one continues. */
  readonly signal?: AbortSignal;
  /**
   * Called after each page.
   * @param done number of resources indexed by this call
   * @param continued whether it continues an interrupted rebuild
   */
  readonly onPage?: (done: number, continued: boolean) => void;
}

/**
 * Brings the search indexes up to date when the server starts, before or while it serves requests: after a change of
 * the declared search parameters, stored resources are indexed again. Other servers on the same database are not
 * disturbed.
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
    private readonly inForce: LabelsInForce,
  ) {}

  /** @throws Error with one sentence, when an index cannot be updated before the server serves */
  async onApplicationBootstrap(): Promise<void> {
    const { indexUpkeep = 'boot', givesUpLabels = false, keepsLabels = false } = this.options;
    await this.inForce.agree(this.kept(), {
      givesUp: givesUpLabels,
      keeps: keepsLabels,
      isEmpty: async (kept) => (await this.totalOf(kept)) === 0,
    });
    const stale = await this.stale();
    if (stale.length === 0) return;
    for (const kept of stale) await this.checkLabels(kept);
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

  /** All indexes, whatever their state. */
  kept(): readonly KeptIndex[] {
    return [...this.stores.served.keys()].flatMap((type) => {
      const { index } = this.stores.of(type);
      return index ? [{ index, searchable: this.index.of(type) }] : [];
    });
  }

  /** The indexes built with other search parameters than the current ones. */
  async stale(): Promise<readonly KeptIndex[]> {
    const stale: KeptIndex[] = [];
    for (const kept of this.kept()) {
      const { type, digest } = kept.searchable;
      if ((await kept.index.noted(type)) !== digest) stale.push(kept);
    }
    return stale;
  }

  /**
   * Rebuilds the index of a type, whatever its state, while others may write.
   * @returns the number of resources indexed by this call; undefined when it was interrupted
   */
  async reindex({ index, searchable }: KeptIndex, rebuild: Rebuild = {}): Promise<number | undefined> {
    const { type, indexed, kept = indexed, digest, labels = NO_LABELS } = searchable;
    const entriesOf = (json: string) => {
      const resource = parseStored(json);
      return kept.flatMap((parameter) => parameter.entries(resource, this.options.baseUrl));
    };
    const progress = new RebuildNotes(index, type, digest);
    const before = rebuild.restart ? undefined : await progress.read();
    const pace = new Pace();
    let [done, pages] = [0, 0];
    for await (const { count, last } of index.rebuild(
      type,
      codesOf(searchable),
      entriesOf,
      before ?? '',
      this.relied,
    )) {
      [done, pages] = [done + count, pages + 1];
      if (count > 0) rebuild.onPage?.(done, before !== undefined);
      if (pace.isDue()) await pace.rest();
      const isStopped = rebuild.signal?.aborted || this.stopped.signal.aborted;
      if (isStopped || pages % NOTED_EVERY === 0) await progress.write(last);
      if (isStopped) return undefined;
    }
    const isOther = await this.isOfOtherPolicies({ index, searchable });
    await Promise.all([
      index.note(type, digest, this.relied),
      isOther && index.note(labelsOf(type), labels, this.relied),
    ]);
    this.stores.mislabelled.delete(type);
    await progress.forget();
    return done;
  }

  /** Whether the index of a type has labels of other access policies than those of this process, or none at all. */
  async isOfOtherPolicies({ index, searchable: { type, labels = NO_LABELS } }: KeptIndex): Promise<boolean> {
    return ((await index.noted(labelsOf(type))) ?? NO_LABELS) !== labels;
  }

  /** Compares the index of a type with its resources. @param mend whether to repair differences */
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
    return index.verify(type, codesOf(searchable), expected, mend, this.relied);
  }

  /** The index is only written as long as the labels of this process are in force. */
  private get relied(): ReliedNote {
    return { note: WRITERS, digest: this.index.labels };
  }

  /**
   * Servers may be running that rely on the labels of an index, so labels are given up only by the command that rebuilds
   * indexes. Until wrong or missing ones have been replaced, searches must not rely on them.
   * @throws Error with one sentence, when the rebuild would remove all labels
   */
  private async checkLabels(kept: KeptIndex): Promise<void> {
    const { type, labels } = kept.searchable;
    if (!(await this.isOfOtherPolicies(kept)) || (await this.totalOf(kept)) === 0) return;
    if (labels !== undefined) this.stores.mislabelled.add(type);
    else if (this.options.indexUpkeep !== 'off' && !this.options.givesUpLabels)
      throw new Error(
        `The search index of ${type} hides what access policies hide, and there are none here: set AUTH and ACCESS_POLICIES as for the other servers on this database; if there are none any more, run the command reindex with AUTH=none first`,
      );
  }

  private async renewAll(stale: readonly KeptIndex[]): Promise<void> {
    const counted: { kept: KeptIndex; total: number | undefined }[] = [];
    for (const kept of stale) counted.push({ kept, total: await this.naming(kept, () => this.totalOf(kept)) });
    const renewed = ({ kept, total }: (typeof counted)[number]) => this.naming(kept, () => this.renew(kept, total));
    // Together, so that a new database commits the notes of all types at once.
    await Promise.all(counted.filter(({ total }) => total === 0).map(renewed));
    for (const each of counted.filter(({ total }) => total !== 0)) if (!(await renewed(each))) return;
    this.options.onIndexing?.(undefined);
  }

  private async totalOf({ searchable: { type } }: KeptIndex): Promise<number | undefined> {
    return (await this.stores.of(type).search({ type, clauses: [], count: 0, bytes: 1 })).total;
  }

  /** @returns whether it was not interrupted */
  private async renew(kept: KeptIndex, total: number | undefined): Promise<boolean> {
    const { type } = kept.searchable;
    const progress = new IndexingProgress(type, total, this.logger, this.options.onIndexing);
    const done = await this.reindex(kept, { onPage: (...page) => progress.tell(...page) });
    if (done) this.logger.log(`The search parameters of ${type} are new here: all ${done} resources are indexed`);
    return done !== undefined;
  }

  /** @throws Error with one sentence that names the type */
  private async naming<T>({ searchable: { type } }: KeptIndex, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      this.options.onIndexing?.(undefined);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The search index of ${type} cannot be brought up to date: ${reason}`, { cause });
    }
  }
}

function codesOf({ indexed, kept = indexed }: SearchableType): readonly string[] {
  return kept.flatMap((parameter) => parameter.codes);
}

/** The saved position of a rebuild, kept in the notes of the index. */
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

  /** Id of the last resource done; undefined when no rebuild with the current digest was interrupted. */
  async read(): Promise<string | undefined> {
    if ((await this.index.noted(this.of)) !== this.digest) return undefined;
    return this.index.noted(this.at);
  }

  async write(after: string): Promise<void> {
    await this.index.note(this.at, after);
    await this.index.note(this.of, this.digest);
  }

  async forget(): Promise<void> {
    if (await this.index.noted(this.of)) await this.index.note(this.of, '');
  }
}
