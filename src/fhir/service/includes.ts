import { Injectable } from '@nestjs/common';
import { isDeletion, nameOf, type ResourceKey, type StoredVersion } from '../ports/versions';
import type { SearchClause } from '../ports/search';
import type { Include } from '../search';
import type { RequestContext } from '../plugin/request-context';
import type { StoreReader } from '../ports/snapshot';
import { IncludeTargets, type IncludeTarget } from './include-targets';
import { Narrowing } from './narrowing';
import { ResourceIndex } from './resource-index';
import { ServiceRegistry } from './service-registry';
import { StoreRegistry } from './store-registry';

/** Maximum number of resources included with one page. */
const MOST_INCLUDED = 5_000;
/** Maximum size of the included resources, bytes. */
const MOST_BYTES = 8 * 1024 ** 2;
/** Maximum number of `:iterate` rounds; each round starts from what the previous one included. */
const MOST_ROUNDS = 32;
/** Maximum number of resources looked up at once: stores read bodies the fastest where all of them surely fit. */
const MOST_ON_PAGE = 500;
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
    private readonly narrowing: Narrowing,
    private readonly targets: IncludeTargets,
    private readonly services: ServiceRegistry,
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
        readerOf: (type) => this.readerOf(context, type),
        targets: (sources, codes) => this.targets.of(context, sources, codes, baseUrl),
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

  /** Of a type with a closed store, a client that may not search it is shown none, as of any type it does not see. */
  private readerOf(context: RequestContext, type: string): Searched {
    if (!this.stores.capabilities(type).closed) return this.narrowing.reader(context, this.stores.of(type));
    const service = this.services.of(type);
    return service.maySearch(context) ? { search: (request) => service.search(context, request) } : NOTHING_SEEN;
  }
}

type Searched = Pick<StoreReader, 'search'>;

const NOTHING_SEEN: Searched = { search: async () => ({ versions: [] }) };

/** Dependencies of a run, restricted to the client's view. */
interface Around {
  readonly stores: StoreRegistry;
  readonly index: ResourceIndex;
  readonly readerOf: (type: string) => Searched;
  /** What resources of one type refer to, each with the code of its parameter. */
  readonly targets: (sources: readonly StoredVersion[], codes: readonly string[]) => Promise<readonly IncludeTarget[]>;
}

/** Collects the resources included with one page. */
class Run {
  readonly versions: StoredVersion[] = [];
  isCut = false;
  private bytes = 0;
  private readonly known: Set<string>;

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
    for (const type of new Set(rules.map((rule) => rule.type))) {
      const own = rules.filter((rule) => rule.type === type);
      const from = sources.filter((each) => each.type === type && !isDeletion(each));
      const codes = [...new Set(own.flatMap((rule) => rule.codes))];
      for (const { code, target } of await this.around.targets(from, codes)) {
        const isWanted = own.some((rule) => rule.codes.includes(code) && (rule.target ?? target.type) === target.type);
        if (!isWanted || this.known.has(nameOf(target)) || !this.around.stores.served.has(target.type)) continue;
        wanted.set(target.type, (wanted.get(target.type) ?? new Set()).add(target.id));
      }
    }
    return wanted;
  }

  private targetsOf(type: string, code: string): readonly string[] | undefined {
    return this.around.index.of(type).parameters.find((each) => each.code === code)?.reference?.targets;
  }

  /** Searches with some of the values at a time. */
  private async search<T>(type: string, values: readonly T[], clauseOf: (some: readonly T[]) => SearchClause) {
    const store = this.around.readerOf(type);
    for (let at = 0; at < values.length; at += AT_ONCE) {
      const some = values.slice(at, at + AT_ONCE);
      const clause = clauseOf(some);
      const clauses = [clause];
      const most = clause.kind === 'id' ? some.length : MOST_ON_PAGE;
      for (let after: string | undefined; !this.isCut;) {
        const count = Math.min(most, MOST_INCLUDED + 1 - this.versions.length);
        const limits = { count, bytes: MOST_BYTES - this.bytes };
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
    const bytes = this.bytes + (version.utf8?.length ?? Buffer.byteLength(version.json ?? ''));
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
