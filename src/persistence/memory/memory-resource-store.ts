import {
  StaleWriteError,
  type HistoryPage,
  type HistoryRequest,
  type IdentifierToken,
  type IndexChange,
  type IndexedIdentifier,
  type ResourceStore,
  type StoredVersion,
  type UnitOfWork,
} from '../../fhir';

interface Kept {
  /** Oldest first. */
  readonly versions: readonly StoredVersion[];
  /** Of the current version, by system and value. */
  readonly identifiers: ReadonlyMap<string, IndexedIdentifier>;
}

/** Every resource there ever was, by `type/id`. */
type Resources = Map<string, Kept>;

const NOTHING: Kept = { versions: [], identifiers: new Map() };

/** Adapter for tests and demos: everything is lost with the process. The contract suite keeps it equal to the others. */
export class MemoryResourceStore implements ResourceStore {
  private readonly resources: Resources = new Map();
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

  async findByIdentifier(type: string, { system, value }: IdentifierToken, limit: number): Promise<readonly string[]> {
    const matches = (one: IndexedIdentifier) => one.value === value && (system ?? one.system) === one.system;
    return [...this.resources]
      .filter(([key, { identifiers }]) => key.startsWith(keyOf(type, '')) && [...identifiers.values()].some(matches))
      .map(([key]) => key.slice(keyOf(type, '').length))
      .sort()
      .slice(0, limit);
  }

  /** One at a time, in the order of asking; readers outside see nothing until the end. */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const unit = new MemoryUnitOfWork((key) => this.resources.get(key) ?? NOTHING);
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

  private all(type: string, id: string): readonly StoredVersion[] {
    return (this.resources.get(keyOf(type, id)) ?? NOTHING).versions;
  }
}

/** Keeps its writes to itself; the store takes them over at the end. */
class MemoryUnitOfWork implements UnitOfWork {
  readonly changed: Resources = new Map();
  over = false;

  constructor(private readonly committed: (key: string) => Kept) {}

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.seen(keyOf(type, id)).versions.at(-1);
  }

  async write(version: StoredVersion, expected: string | null, index?: IndexChange): Promise<void> {
    const { type, id } = version;
    const { versions, identifiers } = this.seen(keyOf(type, id));
    if ((versions.at(-1)?.versionId ?? null) !== expected) throw new StaleWriteError(type, id, expected);
    this.changed.set(keyOf(type, id), {
      versions: [...versions, version],
      identifiers: index ? changed(identifiers, index) : identifiers,
    });
  }

  private seen(key: string): Kept {
    if (this.over) throw new Error('This unit of work is over; nothing more can be read or written');
    return this.changed.get(key) ?? this.committed(key);
  }
}

const keyOf = (type: string, id: string): string => `${type}/${id}`;

function changed(identifiers: Kept['identifiers'], { added, removed }: IndexChange): Kept['identifiers'] {
  const result = new Map(identifiers);
  for (const { system, value } of removed) result.delete(JSON.stringify([system, value]));
  for (const identifier of added) result.set(JSON.stringify([identifier.system, identifier.value]), identifier);
  return result;
}
