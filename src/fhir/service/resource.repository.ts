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

/** A page of this type, of the usual size unless `bytes` says otherwise. */
type Asked<Request extends PageLimits> = Omit<Request, 'type' | 'bytes'> & Partial<Pick<Request, 'bytes'>>;

/** Typed view of the store of one resource type. A plugin adds the questions only its domain asks. */
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

  /** The current version, a deletion included; undefined when the id was never used. */
  current(id: string): Promise<StoredVersion | undefined> {
    return this.store.read(this.definition.type, id);
  }

  version(id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.store.vread(this.definition.type, id, versionId);
  }

  history(request: Asked<HistoryRequest>): Promise<HistoryPage> {
    return this.store.history({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }

  /** @throws TypeError the store declares no such history: it is not asked for one */
  typeHistory(request: Asked<TypeHistoryRequest>): Promise<TypeHistoryPage> {
    return this.store.typeHistory!({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }

  /**
   * The resource as an object; undefined when there is none. A decimal whose digits a double would lose is a `FhirDecimal`
   * in it, which computes and compares (`<`) as a number does.
   */
  async resource(id: string): Promise<R | undefined> {
    const version = await this.current(id);
    return version?.json == null ? undefined : (parseStored(version.json) as unknown as R);
  }

  search(request: Asked<SearchRequest>): Promise<SearchPage> {
    return this.store.search({ bytes: PAGE_BYTES, ...request, type: this.definition.type });
  }
}
