import { FhirError } from '../errors/fhir-error';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import { say } from '../messages';
import type { PluginUnit, PluginWrite, StagedWrite } from '../plugin/plugin-unit';
import type { UnitReads } from '../plugin/request-context';
import type { Clock } from '../ports/clock';
import type { IndexChange } from '../ports/index-change';
import type { ResourceStore } from '../ports/resource-store';
import type { Hold, Referrer, UnitOfWork } from '../ports/unit-of-work';
import type { ResourceKey, StoredVersion, VersionStamp, WriteInteraction } from '../ports/versions';
import { assertStorable } from './index-limits';
import { WRITERS } from './labels-in-force';
import type { ResourceIndex } from './resource-index';
import type { NeighbourSource } from './resource-rules';
import { stamp } from './stamp';
import { inTwoStores, type StoreRegistry } from './store-registry';

/** Dependencies shared by all units of a server. */
export interface UnitFacts {
  readonly stores: StoreRegistry;
  readonly clock: Clock;
  readonly index: Pick<ResourceIndex, 'change' | 'labels'>;
}

/** A write, with the state it is based on. */
export interface Staging {
  readonly type: string;
  readonly id?: string | undefined;
  readonly interaction: WriteInteraction;
  /** Undefined for a deletion. */
  readonly resource: Readonly<JsonObject> | undefined;
  /** The current version as read; may be a deletion. */
  readonly current: StoredVersion | undefined;
  /** The parsed content of `current`. */
  readonly previous: Readonly<JsonObject> | undefined;
  /** The index change from `previous` to `resource`, if it is already known. */
  readonly index?: IndexChange | undefined;
}

/** A unit of work that records everything written in it, so that checks before the commit cover all of it. */
export class StagedUnit implements PluginUnit {
  readonly staged: StagedWrite[] = [];

  private readonly store: ResourceStore;
  private isBound = false;

  /** @param type a type kept in the store of `inner` */
  constructor(
    readonly inner: UnitOfWork,
    private readonly type: string,
    private readonly facts: UnitFacts,
  ) {
    this.store = facts.stores.of(type);
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    this.assertOwn(type);
    return this.inner.read(type, id);
  }

  async write({ type, id, interaction, resource }: PluginWrite, expected: string | null): Promise<StoredVersion> {
    const current = expected === null || id === undefined ? undefined : await this.read(type, id);
    const previous = current?.json == null ? undefined : parseStored(current.json);
    const staging = { type, id, interaction, resource: resource ?? undefined, current, previous };
    return this.stage(staging, expected);
  }

  /** @param expected the version it replaces; null when the id was never used */
  async stage(staging: Staging, expected: string | null): Promise<StoredVersion> {
    const { type, id, interaction, resource, current, previous } = staging;
    this.assertOwn(type);
    const draft = {
      type,
      ...(id !== undefined && { id }),
      interaction,
      resource: resource ?? null,
      at: this.after(current),
      ...(current?.json === null && { overDeletion: true }),
      render: (made: VersionStamp): string => rendered(resource!, made, interaction),
    };
    const change = staging.index ?? this.facts.index.change(type, previous, resource);
    const index = change instanceof Promise ? await change : change;
    const version = await this.inner.write(draft, expected, index);
    if (!this.isBound && this.store.index) await this.bind();
    this.staged.push({
      version,
      ...(resource && { resource: resource['id'] === version.id ? resource : { ...resource, id: version.id } }),
      ...(previous && { previous }),
    });
    return version;
  }

  async hold(how: Hold, keys: readonly ResourceKey[]): Promise<void> {
    for (const { type } of keys) this.assertOwn(type);
    const { stores } = this.facts;
    const held = keys.filter(({ type }) => stores.capabilities(type).locks);
    if (held.length > 0) await this.inner.hold(how, held);
  }

  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    for (const { type } of keys) this.assertOwn(type);
    return this.inner.missing(keys);
  }

  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]> {
    this.assertOwn(type);
    return this.inner.referrers(type, id, limit);
  }

  /**
   * The resources that do not exist, in any store. Those of other stores are read outside this unit and are not locked:
   * they may be deleted before it commits.
   */
  async missingAnywhere(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    const own = keys.filter(({ type }) => this.isOwn(type));
    const missing = own.length > 0 ? [...(await this.inner.missing(own))] : [];
    if (own.length === keys.length) return missing;
    for (const key of keys) {
      if (this.isOwn(key.type)) continue;
      const version = await this.facts.stores.of(key.type).read(key.type, key.id);
      if (version?.json == null) missing.push(key);
    }
    return missing;
  }

  /** Referrers of a resource from all stores. New referrers in other stores are not prevented. */
  async referrersAnywhere({ type, id }: ResourceKey, limit: number): Promise<readonly Referrer[]> {
    const { stores } = this.facts;
    const found: Referrer[] = [];
    for (const store of stores.withReferrers) {
      const left = limit - found.length;
      if (left === 0) break;
      const ask = (unit: UnitOfWork) => unit.referrers(type, id, left);
      found.push(...(store === this.store ? await ask(this.inner) : await store.transaction(ask)));
    }
    return found;
  }

  /** Resources for rules that depend on others. Other stores are read in their committed state, without locks. */
  readonly neighbours: NeighbourSource = {
    hold: async (how, keys) => {
      const own = keys.filter(({ type }) => this.isOwn(type));
      if (own.length > 0) await this.hold(how, own);
    },
    read: (type, id) => (this.isOwn(type) ? this.inner.read(type, id) : this.facts.stores.of(type).read(type, id)),
    referrers: (type, id, limit) => this.referrersAnywhere({ type, id }, limit),
  };

  /**
   * Reads for interactions within this unit, which see what it has written. Other stores are read in their committed
   * state.
   */
  readonly reads: UnitReads = {
    read: (type, id) => (this.isOwn(type) ? this.inner.read(type, id) : this.facts.stores.of(type).read(type, id)),
    search: async (request) => {
      if (!this.isOwn(request.type)) return this.facts.stores.of(request.type).search(request);
      if (!this.inner.search) throw unsearchable(request.type);
      return this.inner.search(request);
    },
    conditionsMet: (request) =>
      (this.isOwn(request.type) ? this.inner : this.facts.stores.of(request.type)).conditionsMet?.(request),
  };

  /** What is written has the labels of these policies, so it must not be committed once others are in force. */
  private async bind(): Promise<void> {
    this.isBound = true;
    await this.inner.relyOn?.(WRITERS, this.facts.index.labels);
  }

  /** The current time, or 1 ms after the previous version if the clock has been set back. */
  private after(current: StoredVersion | undefined): Date {
    const now = this.facts.clock();
    return current && now <= current.lastUpdated ? new Date(current.lastUpdated.getTime() + 1) : now;
  }

  private isOwn(type: string): boolean {
    return this.facts.stores.of(type) === this.store;
  }

  private assertOwn(type: string): void {
    if (!this.isOwn(type)) throw inTwoStores(this.type, type);
  }
}

function unsearchable(type: string): FhirError {
  const text = say`The database of ${type} cannot be searched within a transaction`;
  const hint = say`Send the search in a request of its own, or in a batch.`;
  return new FhirError('unprocessable', text, [{ code: 'not-supported', text, hint }]);
}

function rendered(resource: Readonly<JsonObject>, made: VersionStamp, interaction: WriteInteraction): string {
  const json = stringifyJson(stamp(resource, made.id, made.versionId, made.lastUpdated));
  if (interaction === 'patch') assertStorable(json);
  return json;
}
