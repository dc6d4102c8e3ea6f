import type { FhirResource } from 'fhir/r4';
import { parseStored } from '../json';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { PAGE_BYTES, type PageLimits } from '../ports/page-limits';
import type { ResourceStore } from '../ports/resource-store';
import type { StoreRegistry } from './store-registry';
import type { SearchPage, SearchRequest } from '../ports/search';
import type {
  HistoryPage,
  HistoryRequest,
  StoredVersion,
  TypeHistoryPage,
  TypeHistoryRequest,
} from '../ports/versions';

/** A request for this type; `bytes` defaults to the usual page size. */
type Asked<Request extends PageLimits> = Omit<Request, 'type' | 'bytes'> & Partial<Pick<Request, 'bytes'>>;

/** Typed view of the store of one resource type. Plugins add queries of their domain. */
export abstract class ResourceRepository<R extends FhirResource> {
  protected readonly store: ResourceStore;

  protected constructor(
    stores: StoreRegistry,
    protected readonly definition: ResourceDefinition<R>,
  ) {
    this.store = stores.of(definition.type);
  }

  get type(): string {
    return this.definition.type;
  }

  /** The current version, which may be a deletion; undefined when the id was never used. */
  current(id: string): Promise<StoredVersion | undefined> {
    return this.store.read(this.definition.type, id);
  }

  version(id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.store.vread(this.definition.type, id, versionId);
  }

  history(request: Asked<HistoryRequest>): Promise<HistoryPage> {
    return this.store.history({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }

  /** @throws TypeError when the store has no type history; it must not be called then */
  typeHistory(request: Asked<TypeHistoryRequest>): Promise<TypeHistoryPage> {
    return this.store.typeHistory!({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }

  /**
   * The resource as an object; undefined when it does not exist. A decimal whose digits a double would lose is a
   * `FhirDecimal`, which computes and compares (`<`) like a number.
   */
  async resource(id: string): Promise<R | undefined> {
    const version = await this.current(id);
    return version?.json == null ? undefined : (parseStored(version.json) as unknown as R);
  }

  search(request: Asked<SearchRequest>): Promise<SearchPage> {
    return this.store.search({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }
}
