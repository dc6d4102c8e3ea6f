import {
  StaleWriteError,
  type HistoryPage,
  type HistoryRequest,
  type ResourceStore,
  type StoredVersion,
  type UnitOfWork,
} from '../../fhir';

/** All versions of each resource, oldest first, by `type/id`. */
type Versions = Map<string, readonly StoredVersion[]>;

/** Adapter for tests and demos: everything is lost with the process. The contract suite keeps it equal to the others. */
export class MemoryResourceStore implements ResourceStore {
  private readonly versions: Versions = new Map();
  private lastInLine: Promise<unknown> = Promise.resolve();

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.all(type, id).at(-1);
  }

  async vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.all(type, id).find((version) => version.versionId === versionId);
  }

  async history({ type, id, count, since, before }: HistoryRequest): Promise<HistoryPage> {
    const wanted = this.all(type, id)
      .filter((version) => !since || version.lastUpdated >= since)
      .toReversed();
    const rest = wanted.filter((version) => before === undefined || Number(version.versionId) < Number(before));
    return { versions: rest.slice(0, count), total: wanted.length, hasMore: rest.length > count };
  }

  /** One at a time, in the order of asking; readers outside see nothing until the end. */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const unit = new MemoryUnitOfWork((key) => this.versions.get(key) ?? []);
      try {
        const result = await work(unit);
        for (const [key, versions] of unit.changed) this.versions.set(key, versions);
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

  private all(type: string, id: string): readonly StoredVersion[] {
    return this.versions.get(keyOf(type, id)) ?? [];
  }
}

/** Keeps its writes to itself; the store takes them over at the end. */
class MemoryUnitOfWork implements UnitOfWork {
  readonly changed: Versions = new Map();
  over = false;

  constructor(private readonly committed: (key: string) => readonly StoredVersion[]) {}

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.seen(keyOf(type, id)).at(-1);
  }

  async write(version: StoredVersion, expected: string | null): Promise<void> {
    const { type, id } = version;
    const before = this.seen(keyOf(type, id));
    if ((before.at(-1)?.versionId ?? null) !== expected) throw new StaleWriteError(type, id, expected);
    this.changed.set(keyOf(type, id), [...before, version]);
  }

  private seen(key: string): readonly StoredVersion[] {
    if (this.over) throw new Error('This unit of work is over; nothing more can be read or written');
    return this.changed.get(key) ?? this.committed(key);
  }
}

const keyOf = (type: string, id: string): string => `${type}/${id}`;
