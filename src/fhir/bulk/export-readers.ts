import type { ResourceStore } from '../ports/resource-store';
import type { StoreReader, StoreSnapshot } from '../ports/snapshot';
import type { StoreRegistry } from '../service/store-registry';

/** The readers of an export: a snapshot of each store that supports snapshots. */
export class ExportReaders {
  private readonly snapshots = new Map<ResourceStore, StoreSnapshot>();

  private constructor(private readonly stores: StoreRegistry) {}

  /** @param ofOneMoment false when concurrent writes may be seen */
  static async open(stores: StoreRegistry, types: Iterable<string>, ofOneMoment: boolean): Promise<ExportReaders> {
    const readers = new ExportReaders(stores);
    try {
      for (const store of ofOneMoment ? new Set([...types].map((type) => stores.of(type))) : []) {
        const snapshot = await store.snapshot?.();
        if (snapshot) readers.snapshots.set(store, snapshot);
      }
      return readers;
    } catch (error) {
      await readers.close();
      throw error;
    }
  }

  readonly of = (type: string): StoreReader => {
    const store = this.stores.of(type);
    return this.snapshots.get(store) ?? store;
  };

  async close(): Promise<void> {
    for (const snapshot of this.snapshots.values()) await snapshot.close();
  }
}
