import { createHash, randomBytes } from 'node:crypto';
import {
  entryKey,
  EVERY_CAPABILITY,
  onePage,
  StaleWriteError,
  type Clock,
  type ConditionsRequest,
  type HistoryPage,
  type HistoryRequest,
  type IndexChange,
  type DeletionRequest,
  type ReferencesRequest,
  type ReferenceTo,
  type IndexedReference,
  type JobStore,
  type MetConditions,
  type PageLimits,
  type Referrer,
  type ResourceKey,
  type ResourceStore,
  type SampleRequest,
  type SearchPage,
  type SearchRequest,
  type StoreCapabilities,
  type StoredVersion,
  type TypeHistoryPage,
  type TypeHistoryRequest,
  type UnitOfWork,
  type VersionDraft,
  wholly,
} from '../../fhir';
import { changed } from './changed';
import { type Kept, keyOf, NOTHING, resourceKey, type Resources } from './kept';
import { MemoryJobStore } from './memory-job-store';
import { compareTimes, ofTimes } from './past';
import { conditionsMet, searched, surroundingsIn } from './searched';

export interface MemoryStoreOptions {
  /**
   * `counted` from 1 for each resource (default), or `hashed`: opaque, of what a version says and of the one before.
   */
  readonly versionIds?: 'counted' | 'hashed';
  /** Restricts what the store can do; with `ids: 'store'` it numbers resources from 1. */
  readonly capabilities?: Partial<StoreCapabilities>;
  /** The store's own clock; absent when a version takes the instant of its draft. */
  readonly clock?: Clock;
}

/**
 * Adapter for tests and demos: everything is lost with the process. The contract suite ensures that it behaves like the
 * others; its options make it behave like stores with their own ids, versions and clocks.
 */
export class MemoryResourceStore implements ResourceStore {
  readonly jobs: JobStore = new MemoryJobStore();
  private readonly resources: Resources = new Map();
  private lastInLine: Promise<unknown> = Promise.resolve();
  private readonly secrets = new Map<string, string>();
  private readonly maker: VersionMaker;
  private readonly able: StoreCapabilities;

  constructor(options: MemoryStoreOptions = {}) {
    this.able = { ...EVERY_CAPABILITY, ...options.capabilities };
    this.maker = new VersionMaker(options);
  }

  capabilities(): StoreCapabilities {
    return this.able;
  }

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.all(type, id).at(-1);
  }

  async vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.all(type, id).find((version) => version.versionId === versionId);
  }

  async history({ type, id, since, at, cursor, ...limits }: HistoryRequest): Promise<HistoryPage> {
    const wanted = ofTimes(this.all(type, id), { ...(since && { since }), ...(at && { at }) }).toReversed();
    const ended = wanted.findIndex(({ versionId }) => versionId === cursor);
    const rest = cursor === undefined ? wanted : ended === -1 ? [] : wanted.slice(ended + 1);
    const { versions, hasMore } = cut(rest, limits);
    return { versions, total: wanted.length, ...(hasMore && { next: versions.at(-1)!.versionId }) };
  }

  async typeHistory(request: TypeHistoryRequest): Promise<TypeHistoryPage> {
    const { type, until, order, after } = request;
    const way = order === 'newest first' ? -1 : 1;
    const all = [...this.resources]
      .filter(([key]) => key.startsWith(keyOf(type, '')))
      .flatMap(([, { versions }]) => ofTimes(versions, request))
      .filter(({ lastUpdated }) => !until || lastUpdated <= until)
      .sort((one, other) => way * compareTimes(one, other))
      .filter((version) => !after || way * compareTimes(version, after) > 0);
    const { versions, hasMore } = cut(all, request);
    const last = versions.at(-1);
    return { versions, ...(hasMore && last && { next: { at: last.lastUpdated, id: last.id } }) };
  }

  async search(request: SearchRequest): Promise<SearchPage> {
    return searched(this.resources, request);
  }

  async conditionsMet(request: ConditionsRequest): Promise<MetConditions> {
    return conditionsMet(this.resources, request);
  }

  async samples({ type, kind, code, limit }: SampleRequest): Promise<readonly string[]> {
    const byValue = new Map<string, string>();
    for (const { id, entries } of surroundingsIn(this.resources, undefined).all(type)) {
      for (const entry of entries) {
        if (entry.kind !== kind || entry.code !== code) continue;
        const value = JSON.stringify(entry.kind === 'token' ? [entry.system, entry.value] : entry.kind === 'uri' ? entry.uri : '');
        byValue.set(value, id);
      }
    }
    return [...byValue.values()].slice(0, limit);
  } // prettier-ignore

  async references({ type, ids, codes, unseen }: ReferencesRequest): Promise<readonly ReferenceTo[]> {
    const { find } = surroundingsIn(this.resources, unseen, surroundingsIn(this.resources, wholly(unseen)));
    return ids.flatMap((id) =>
      [...(find(type, id)?.entries ?? [])].flatMap((entry) =>
        entry.kind === 'reference' && codes.includes(entry.code)
          ? [{ id, code: entry.code, target: { type: entry.type, id: entry.id } }]
          : [],
      ),
    );
  }

  async deletions({ type, since, after = '', count }: DeletionRequest): Promise<readonly string[]> {
    return [...this.resources]
      .filter(([key]) => key.startsWith(keyOf(type, '')))
      .flatMap(([, { versions }]) => versions.at(-1)!)
      .filter(({ json, lastUpdated, id }) => json === null && lastUpdated >= since && id > after)
      .map(({ id }) => id)
      .sort()
      .slice(0, count);
  }

  /** Transactions run one at a time, in the order they were requested; other readers see nothing before the end. */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const unit = new MemoryUnitOfWork(this.resources, this.maker, this.able.versions === 'kept');
      try {
        const result = await work(unit);
        for (const [key, kept] of unit.changed) this.resources.set(key, kept);
        return result;
      } finally {
        unit.over = true;
      }
    };
    const result = this.lastInLine.then(run, run);
    this.lastInLine = result;
    return result;
  }

  async ping(): Promise<void> {}

  async secret(name: string): Promise<string> {
    const value = this.secrets.get(name) ?? randomBytes(32).toString('base64url');
    this.secrets.set(name, value);
    return value;
  }

  private all(type: string, id: string): readonly StoredVersion[] {
    return (this.resources.get(keyOf(type, id)) ?? NOTHING).versions;
  }
}

/** Makes versions from drafts, according to the options of the store. */
class VersionMaker {
  private ids = 0;

  constructor(private readonly options: MemoryStoreOptions) {}

  /** An id that is never given again, even when the unit of work fails. */
  newId(): string {
    if (this.options.capabilities?.ids !== 'store') throw new TypeError('This store does not give ids');
    return String((this.ids += 1));
  }

  version(draft: VersionDraft, id: string, before: StoredVersion | undefined): StoredVersion {
    const { type, interaction, resource } = draft;
    const versionId = this.versionId(draft, before?.versionId);
    const stamp = { id, versionId, lastUpdated: this.options.clock?.() ?? draft.at };
    return { type, ...stamp, interaction, json: resource === null ? null : draft.render(stamp) };
  }

  private versionId({ resource }: VersionDraft, before: string | undefined): string {
    if (this.options.versionIds !== 'hashed') return String(Number(before ?? 0) + 1);
    return createHash('sha256')
      .update(JSON.stringify([before, resource]))
      .digest('hex')
      .slice(0, 16);
  }
}

/** Keeps its writes private; the store takes them over at the end. */
class MemoryUnitOfWork implements UnitOfWork {
  readonly changed: Resources = new Map();
  over = false;

  constructor(
    private readonly committed: Resources,
    private readonly maker: VersionMaker,
    private readonly isKept: boolean,
  ) {}

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.seen(keyOf(type, id)).versions.at(-1);
  }

  async write(draft: VersionDraft, expected: string | null, index?: IndexChange): Promise<StoredVersion> {
    this.assertOpen();
    const { type } = draft;
    const id = draft.id ?? this.maker.newId();
    const { versions, entries, references } = this.seen(keyOf(type, id));
    if ((versions.at(-1)?.versionId ?? null) !== expected) throw new StaleWriteError(type, id, expected);
    const version = this.maker.version(draft, id, versions.at(-1));
    this.changed.set(keyOf(type, id), {
      versions: this.isKept ? [...versions, version] : [version],
      entries: index ? changed(entries, index.entries, entryKey) : entries,
      references:
        version.json === null ? new Map() : index ? changed(references, index.references, referenceKey) : references,
    });
    return version;
  }

  /** Nothing to lock: no other unit runs at the same time. */
  async hold(): Promise<void> {
    this.assertOpen();
  }

  async missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    const asked = new Map(keys.map((key) => [keyOf(key.type, key.id), key]));
    return [...asked]
      .filter(([key]) => this.seen(key).versions.at(-1)?.json == null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, key]) => key);
  }

  async search(request: SearchRequest): Promise<SearchPage> {
    this.assertOpen();
    return searched(this.seenResources(), request);
  }

  async conditionsMet(request: ConditionsRequest): Promise<MetConditions> {
    return conditionsMet(this.seenResources(), request);
  }

  private seenResources(): Resources {
    return new Map([...this.committed, ...this.changed]);
  }

  async referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]> {
    const itself = keyOf(type, id);
    return [...new Set([...this.committed.keys(), ...this.changed.keys()])]
      .filter((key) => key !== itself)
      .sort()
      .flatMap((key) => {
        const references = [...this.seen(key).references.values()].filter((one) => keyOf(one.type, one.id) === itself);
        const paths = references.map(({ path }) => path).sort();
        return paths.map((path) => ({ ...resourceKey(key), path }));
      })
      .slice(0, limit);
  }

  private assertOpen(): void {
    if (this.over) throw new Error('This unit of work is over; nothing more can be read or written');
  }

  private seen(key: string): Kept {
    this.assertOpen();
    return this.changed.get(key) ?? this.committed.get(key) ?? NOTHING;
  }
}

interface Cut {
  readonly versions: readonly StoredVersion[];
  readonly hasMore: boolean;
}

function cut(all: readonly StoredVersion[], limits: PageLimits): Cut {
  const versions = onePage(all, limits, ({ json }) => (json === null ? 0 : Buffer.byteLength(json)));
  return { versions, hasMore: versions.length < all.length };
}

const referenceKey = ({ type, id, path }: IndexedReference): string => JSON.stringify([type, id, path]);
