import type { StoreCapabilities } from '../ports/capabilities';
import type { ResourceStore } from '../ports/resource-store';
import type { SearchPage } from '../ports/search';
import type { UnitOfWork } from '../ports/unit-of-work';
import type { HistoryPage } from '../ports/versions';

/**
 * The store of types whose visibility is restricted. By itself it finds nothing, so no export, reference or condition
 * leads to these resources; only their services read them.
 */
export class ClosedStore implements ResourceStore {
  /** @param answered the search parameters the services support. @param sort the parameters they sort by */
  constructor(
    private readonly answered: readonly string[],
    private readonly sort: readonly string[],
  ) {}

  capabilities(): StoreCapabilities {
    return {
      versions: 'current',
      history: false,
      ids: 'store',
      creates: false,
      updates: false,
      deletes: false,
      locks: false,
      referrers: false,
      closed: true,
      search: this.answered,
      sort: this.sort,
      sortAmong: this.sort.filter((code) => code !== '_id'),
    };
  }

  async read(): Promise<undefined> {
    return undefined;
  }

  async vread(): Promise<undefined> {
    return undefined;
  }

  async history(): Promise<HistoryPage> {
    return { versions: [], total: 0 };
  }

  async search(): Promise<SearchPage> {
    return { versions: [], total: 0 };
  }

  async deletions(): Promise<readonly string[]> {
    return [];
  }

  transaction<T>(_work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return Promise.reject(new Error('Nothing is written here'));
  }

  async ping(): Promise<void> {
    return undefined;
  }
}
