import type { UnitReads } from '../../plugin/request-context';
import type { SearchPage, SearchRequest } from '../../ports/search';
import type { ResourceKey, StoredVersion } from '../../ports/versions';
import type { StoreRegistry } from '../../service/store-registry';
import { isWord } from '../address';
import type { Entry } from './entry';

/** Resources of one statement. They are in memory together before anybody has weighed them. */
const AT_ONCE = 25;

type Found = Promise<Map<string, StoredVersion>>;

/** What the entries of a batch are going to read, many by one statement. Each is looked at by whoever reads it, as if it came alone. */
export class ReadAhead implements UnitReads {
  private readonly groups = new Map<string, () => Found>();

  /** @param entries in the order in which they are carried out */
  constructor(
    private readonly stores: StoreRegistry,
    entries: readonly Entry[],
  ) {
    const byType = new Map<string, ResourceKey[]>();
    for (const { method, segments } of entries) {
      const [type = '', id = '', ...more] = segments;
      if ((method !== 'GET' && method !== 'HEAD') || id === '' || more.length > 0 || isWord(id)) continue;
      if (!stores.served.has(type) || !stores.of(type).readEach) continue;
      byType.set(type, [...(byType.get(type) ?? []), { type, id }]);
    }
    for (const keys of byType.values()) {
      for (let at = 0; at < keys.length; at += AT_ONCE) this.group(keys.slice(at, at + AT_ONCE));
    }
  }

  /** Whether an entry reads what is looked up here. */
  covers({ segments }: Entry): boolean {
    return segments.length === 2 && this.groups.has(segments.join('/'));
  }

  async read(type: string, id: string): Promise<StoredVersion | undefined> {
    const key = `${type}/${id}`;
    const found = this.groups.get(key);
    if (!found) return this.stores.of(type).read(type, id);
    // Who asks again asks the store: nothing is kept for them.
    this.groups.delete(key);
    const versions = await found();
    const version = versions.get(key);
    versions.delete(key);
    return version;
  }

  search(request: SearchRequest): Promise<SearchPage> {
    return this.stores.of(request.type).search(request);
  }

  private group(keys: readonly ResourceKey[]): void {
    if (keys.length < 2) return;
    let found: Found | undefined;
    const find = (): Found => (found ??= this.find(keys));
    for (const { type, id } of keys) this.groups.set(`${type}/${id}`, find);
  }

  private async find(keys: readonly ResourceKey[]): Promise<Map<string, StoredVersion>> {
    const versions = await this.stores.of(keys[0]!.type).readEach!(keys);
    return new Map(versions.map((version) => [`${version.type}/${version.id}`, version]));
  }
}
