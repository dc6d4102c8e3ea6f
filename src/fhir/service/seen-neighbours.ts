import { Injectable } from '@nestjs/common';
import { AccessControl, isDeciding } from '../access';
import { referencesOf } from '../integrity/references';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { Referrer } from '../ports/unit-of-work';
import type { ResourceKey, StoredVersion } from '../ports/versions';
import type { NeighbourSource } from './resource-rules';
import { StoreRegistry } from './store-registry';
import { VisibleVersions } from './visible-versions';

/** Other resources as the client of a write may see them. */
@Injectable()
export class SeenNeighbours {
  constructor(
    private readonly access: AccessControl,
    private readonly stores: StoreRegistry,
    private readonly visible: VisibleVersions,
  ) {}

  /** Whether the client sees everything. */
  isAll(context: RequestContext): boolean {
    if (this.access.isOpen) return true;
    const types = [...this.stores.served.keys()];
    return this.access.seesAll(context, types) && types.every((type) => this.access.reads(context, type));
  }

  /** A source restricted to the client's view. */
  source(context: RequestContext, all: NeighbourSource, baseUrl: string): NeighbourSource {
    const read = async (type: string, id: string): Promise<StoredVersion | undefined> => {
      if (!this.access.reads(context, type)) return undefined;
      const version = await this.visible.current(context, await all.read(type, id));
      if (version?.json == null) return version;
      const whole = parseStored(version.json);
      const view = this.access.view(context, whole);
      return view === whole ? version : { ...version, json: stringifyJson(view) };
    };
    return {
      hold: (how, keys) => all.hold(how, keys),
      read,
      referrers: async (type, id, limit) => {
        const seen: Referrer[] = [];
        for (const referrer of await all.referrers(type, id, limit)) {
          const version = await read(referrer.type, referrer.id);
          if (version && refers(version, referrer, { type, id }, baseUrl)) seen.push(referrer);
        }
        return seen;
      },
    };
  }

  /**
   * Whether a reference must lead to a resource that the client sees, because it decides what the client sees of either.
   * Otherwise it could learn what exists, or show itself what is hidden.
   */
  mustBeSeen(context: RequestContext, from: string, to: string): boolean {
    if (this.access.isOpen) return false;
    const target = this.access.sight(context, to);
    if (target.clauses.length === 0) return false;
    return isDeciding([from, this.access.sight(context, from)], [to, target]);
  }

  /** A resource as the client sees it. */
  view(context: RequestContext, resource: Readonly<JsonObject>): Readonly<JsonObject> {
    return this.access.view(context, resource);
  }

  /** The keys that do not exist as far as the client can see. */
  async unseen(
    context: RequestContext,
    keys: readonly ResourceKey[],
    all: Pick<NeighbourSource, 'read'>,
  ): Promise<readonly ResourceKey[]> {
    const unseen: ResourceKey[] = [];
    for (const key of keys) {
      if (this.visible.seesAll(context, key.type)) continue;
      const version = await this.visible.current(context, await all.read(key.type, key.id));
      if (version?.json == null) unseen.push(key);
    }
    return unseen;
  }
}

function refers({ json }: StoredVersion, { path }: Referrer, { type, id }: ResourceKey, baseUrl: string): boolean {
  if (json === null) return false;
  return referencesOf(parseStored(json), baseUrl).some((each) => each.type === type && each.id === id && each.path === path);
} // prettier-ignore
