import { Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import { parseStored, type JsonObject } from '../json';
import type { EntryOf } from '../ports/index-change';
import { nameOf, type ResourceKey, type StoredVersion } from '../ports/versions';
import type { SearchClause } from '../ports/search';
import type { Include } from '../search';
import type { RequestContext } from '../plugin/request-context';
import type { StoreReader } from '../ports/snapshot';
import { Narrowing } from './narrowing';
import { ResourceIndex } from './resource-index';
import { StoreRegistry } from './store-registry';
import { Pace } from './pace';

/** Maximum number of resources included with one page. */
const MOST_INCLUDED = 5_000;
/** Maximum size of the included resources, bytes. */
const MOST_BYTES = 8 * 1024 ** 2;
/** Maximum number of `:iterate` rounds; each round starts from what the previous one included. */
const MOST_ROUNDS = 32;
/** Maximum number of values per clause. */
const AT_ONCE = 100;

export interface Included {
  /** In the order they were found, without duplicates and without resources of the page. */
  readonly versions: readonly StoredVersion[];
  /** More resources would have been included. */
  readonly isCut: boolean;
}

/**
 * Finds the resources included with a page, by forward and reverse references. Each type is searched in its own store,
 * many resources at a time. Resources already found are not searched again, so cycles end.
 */
@Injectable()
export class Includes {
  constructor(
    private readonly stores: StoreRegistry,
    private readonly index: ResourceIndex,
    private readonly access: AccessControl,
    private readonly narrowing: Narrowing,
  ) {}

  /** Includes only what the client may see. */
  async of(
    context: RequestContext,
    page: readonly StoredVersion[],
    includes: readonly Include[],
    baseUrl: string,
  ): Promise<Included> {
    const run = new Run(
      {
        stores: this.stores,
        index: this.index,
        baseUrl,
        readerOf: (type) => this.narrowing.reader(context, this.stores.of(type)),
        viewOf: (resource) => this.access.view(context, resource),
      },
      page,
    );
    let sources: readonly StoredVersion[] = page;
    let rules = includes;
    for (let round = 0; sources.length > 0 && rules.length > 0; round += 1) {
      if (round === MOST_ROUNDS) return { versions: run.versions, isCut: true };
      const before = run.versions.length;
      await run.include(sources, rules);
      if (run.isCut) break;
      sources = run.versions.slice(before);
      rules = includes.filter(({ iterate }) => iterate);
    }
    return { versions: run.versions, isCut: run.isCut };
  }
}

/** Dependencies of a run, restricted to the client's view. */
interface Around {
  readonly stores: StoreRegistry;
  readonly index: ResourceIndex;
  readonly baseUrl: string;
  readonly readerOf: (type: string) => Pick<StoreReader, 'search'>;
  readonly viewOf: (resource: Readonly<JsonObject>) => Readonly<JsonObject>;
}

/** Collects the resources included with one page. */
class Run {
  readonly versions: StoredVersion[] = [];
  isCut = false;
  private bytes = 0;
  private readonly known: Set<string>;
  private readonly pace = new Pace();

  constructor(
    private readonly around: Around,
    page: readonly StoredVersion[],
  ) {
    this.known = new Set(page.map(nameOf));
  }

  async include(sources: readonly StoredVersion[], rules: readonly Include[]): Promise<void> {
    const wanted = await this.referred(sources, rules.filter(({ way }) => way === 'forward')); // prettier-ignore
    for (const [type, ids] of wanted) {
      await this.search(type, [...ids], (some) => ({ kind: 'id', ids: some }));
    }
    for (const { type, codes, target } of rules.filter(({ way }) => way === 'reverse')) {
      const keys = sources.filter((each) => target === undefined || each.type === target);
      for (const code of codes) {
        const targets = this.targetsOf(type, code);
        const named = keys.filter((each) => !targets || targets.includes(each.type));
        await this.search(type, named, (some) => ({ kind: 'reference', code, values: some.map(keyOf) }));
      }
    }
  }

  /** Ids of referenced resources, by type. */
  private async referred(sources: readonly StoredVersion[], rules: readonly Include[]) {
    const wanted = new Map<string, Set<string>>();
    for (const source of sources) {
      const own = rules.filter(({ type }) => type === source.type);
      if (own.length === 0 || source.json === null) continue;
      const resource = this.around.viewOf(parseStored(source.json));
      for (const { codes, target } of own) {
        for (const { type, id } of this.references(source.type, codes, resource)) {
          if ((target !== undefined && type !== target) || this.known.has(nameOf({ type, id }))) continue;
          if (!this.around.stores.served.has(type)) continue;
          wanted.set(type, (wanted.get(type) ?? new Set()).add(id));
        }
      }
      if (this.pace.isDue()) await this.pace.rest();
    }
    return wanted;
  }

  private references(type: string, codes: readonly string[], resource: Readonly<JsonObject>): EntryOf<'reference'>[] {
    const { indexed } = this.around.index.of(type);
    const entries = indexed
      .filter(({ code }) => codes.includes(code))
      .flatMap((parameter) => parameter.entries(resource, this.around.baseUrl));
    return entries.filter((entry) => entry.kind === 'reference');
  }

  private targetsOf(type: string, code: string): readonly string[] | undefined {
    return this.around.index.of(type).parameters.find((each) => each.code === code)?.reference?.targets;
  }

  /** Searches with some of the values at a time. */
  private async search<T>(type: string, values: readonly T[], clauseOf: (some: readonly T[]) => SearchClause) {
    const store = this.around.readerOf(type);
    for (let at = 0; at < values.length; at += AT_ONCE) {
      const clauses = [clauseOf(values.slice(at, at + AT_ONCE))];
      for (let after: string | undefined; !this.isCut;) {
        const limits = { count: MOST_INCLUDED + 1 - this.versions.length, bytes: MOST_BYTES - this.bytes };
        const page = await store.search({
          type,
          clauses,
          ...limits,
          countUpTo: 0,
          ...(after !== undefined && { after }),
        });
        for (const version of page.versions) this.take(version);
        after = page.next;
        if (after === undefined) break;
      }
      if (this.isCut) return;
    }
  }

  private take(version: StoredVersion): void {
    const name = nameOf(version);
    if (this.isCut || this.known.has(name)) return;
    const bytes = this.bytes + Buffer.byteLength(version.json ?? '');
    if (this.versions.length >= MOST_INCLUDED || bytes > MOST_BYTES) {
      this.isCut = true;
      return;
    }
    this.known.add(name);
    this.versions.push(version);
    this.bytes = bytes;
  }
}

function keyOf({ type, id }: ResourceKey): ResourceKey {
  return { type, id };
}
