import type { UnitReads } from '../../plugin/request-context';
import type { ConditionsRequest, MetConditions } from '../../ports/conditions';
import type { SearchPage, SearchRequest } from '../../ports/search';
import { nameOf, type ResourceKey, type StoredVersion } from '../../ports/versions';
import type { StoreRegistry } from '../../service/store-registry';
import { isWord } from '../address';
import type { Entry } from './entry';

/** Number of resources per statement. They are in memory before their size is accounted for. */
const AT_ONCE = 25;

type Found = Promise<Map<string, StoredVersion>>;

/**
 * Reads the resources of a batch's read entries with few statements. Access is checked for each entry as for a separate
 * request.
 */
export class ReadAhead implements UnitReads {
  private readonly groups = new Map<string, () => Found>();

  /** @param entries in processing order */
  constructor(
    private readonly stores: StoreRegistry,
    entries: readonly Entry[],
  ) {
    const byType = new Map<string, ResourceKey[]>();
    for (const { method, segments } of entries) {
      const [type = '', id = '', ...more] = segments;
      if ((method !== 'GET' && method !== 'HEAD') || id === '' || more.length > 0 || isWord(id)) continue;
      if (!stores.served.has(type) || !stores.of(type).readEach) continue;
      const others = byType.get(type);
      if (others) others.push({ type, id });
      else byType.set(type, [{ type, id }]);
    }
    for (const keys of byType.values()) {
      for (let at = 0; at < keys.length; at += AT_ONCE) this.group(keys.slice(at, at + AT_ONCE));
    }
  }

  /** Whether an entry reads one of these resources. */
  covers({ segments }: Entry): boolean {
    return segments.length === 2 && this.groups.has(segments.join('/'));
  }

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    const key = nameOf({ type, id });
    const found = this.groups.get(key);
    if (!found) return this.stores.of(type).read(type, id);
    // Each result is used once; a second read goes to the store, so that nothing needs to be kept.
    this.groups.delete(key);
    const versions = await found();
    const version = versions.get(key);
    versions.delete(key);
    return version;
  }

  search(request: SearchRequest): Promise<SearchPage> {
    return this.stores.of(request.type).search(request);
  }

  conditionsMet(request: ConditionsRequest): Promise<MetConditions> | undefined {
    return this.stores.of(request.type).conditionsMet?.(request);
  }

  private group(keys: readonly ResourceKey[]): void {
    if (keys.length < 2) return;
    let found: Found | undefined;
    const find = (): Found => (found ??= this.find(keys));
    for (const key of keys) this.groups.set(nameOf(key), find);
  }

  private async find(keys: readonly ResourceKey[]): Promise<Map<string, StoredVersion>> {
    const versions = await this.stores.of(keys[0]!.type).readEach!(keys);
    return new Map(versions.map((version) => [nameOf(version), version]));
  }
}
