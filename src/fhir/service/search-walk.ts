import type { RequestContext } from '../plugin/request-context';
import { PAGE_BYTES } from '../ports/page-limits';
import type { SearchBorder, SearchClause, SearchPage, SearchPlace, SearchRequest, SearchSort } from '../ports/search';
import { comparePositions, type SortPosition } from '../ports/sort-position';
import type { StoredVersion } from '../ports/versions';
import { Pace } from './pace';
import type { ResourceService } from './resource.service';

/** The search of one type. */
export interface WalkedType {
  readonly service: Pick<ResourceService<never>, 'type' | 'search'>;
  readonly clauses: readonly SearchClause[];
  /** As in `SearchRequest`. */
  readonly countUpTo?: number;
  /** Its store declares `sortAmong`, and so supports places, borders and paging backwards. */
  readonly isPlaced: boolean;
}

/** A position among the resources of several types. */
export interface WalkPlace {
  /** Index of the type. */
  readonly rank: number;
  readonly keys: SortPosition['keys'];
  /** Cursor of that type's store; null for the start of the type. */
  readonly cursor: string | null;
}

export interface WalkRequest {
  /** Sort keys that all types have. When empty, the types come one after the other, each in its store's order. */
  readonly sort: readonly SearchSort[];
  /** Absent for the first page. */
  readonly border?: { readonly side: SearchBorder['side']; readonly place: WalkPlace };
  readonly count: number;
}

export interface WalkPage {
  /** Sorted by the keys, then by type, then by id. */
  readonly versions: readonly StoredVersion[];
  /** Start of the following page; absent on the last page. */
  readonly next?: WalkPlace;
  /** End of the preceding page; absent on the first page, and if one of the stores cannot page backwards. */
  readonly previous?: WalkPlace;
  /** Of the types that were read for this page. */
  readonly totals: ReadonlyMap<string, Total>;
}

type Total = Pick<SearchPage, 'total' | 'hasMore'>;

/** Space left on a page. */
interface Room {
  readonly count: number;
  readonly bytes: number;
}

const FEWEST_AT_ONCE = 10;

/**
 * Reads one page of a search of several types, which may be in different stores: every type returns its resources in
 * the same order, and they are merged. All types continue from one common position in that order, so a resource that
 * does not change appears exactly once. The page has the same limits of entries and bytes as a page of one type.
 *
 * Types whose stores do not return places are listed one after the other, and only forwards.
 */
export async function walkSearches(
  types: readonly WalkedType[],
  context: RequestContext,
  asked: WalkRequest,
): Promise<WalkPage> {
  const request = { ...asked, sort: upToId(asked.sort) };
  const { count, border } = request;
  const backwards = border?.side === 'before';
  const sources = types.map((type, rank) => new Source(type, { ...request, context, rank, among: types.length }));
  const inTurn = backwards ? sources.toReversed() : sources;
  const near: Entry[] = [];
  let [bytes, hasMore] = [0, false];
  const pace = new Pace();
  while (count > 0) {
    const isFull = near.length === count || bytes >= PAGE_BYTES;
    hasMore = isFull && inTurn.some(({ isKnownToGoOn }) => isKnownToGoOn);
    if (hasMore) break;
    const first = await nearest(inTurn, request, { count: count - near.length, bytes: PAGE_BYTES - bytes });
    if (pace.isDue()) await pace.rest();
    if (!first) break;
    const size = Buffer.byteLength(first.head!.version.json ?? '');
    // Without places, a store's page cannot be cut, so all of it is taken.
    hasMore = isFull || (bytes > 0 && bytes + size > PAGE_BYTES && first.head!.place !== undefined);
    if (hasMore) break;
    near.push(first.take());
    bytes += size;
  }
  const page = backwards ? near.toReversed() : near;
  const [begin, end] = [page.at(0), page.at(-1)];
  const isBack = types.every(({ isPlaced }) => isPlaced) && (backwards ? hasMore : border !== undefined);
  return {
    versions: page.map(({ version }) => version),
    ...(end && (backwards || hasMore) && { next: placeOf(end) ?? sources[end.rank]!.end }),
    ...(begin && isBack && { previous: placeOf(begin)! }),
    totals: new Map(sources.flatMap(({ name, total }) => (total ? [[name, total] as const] : []))),
  };
}

/** Stores ignore keys after `_id`, which is unique in each type; resources with the same id are sorted by type. */
export function upToId(sort: readonly SearchSort[]): readonly SearchSort[] {
  const at = sort.findIndex(({ of, over }) => of === 'id' && !over);
  return at === -1 ? sort : sort.slice(0, at + 1);
}

function placeOf({ rank, place }: Entry): WalkPlace | undefined {
  return place && { rank, ...place };
}

/** @returns the source of the next entry; undefined if there is none */
async function nearest(inTurn: readonly Source[], { sort, border }: WalkRequest, room: Room): Promise<Source | undefined> {
  let best: Source | undefined;
  for (const source of inTurn) {
    while (!source.head && !source.isOver) await source.ask(room);
    if (!source.head) continue;
    if (sort.length === 0) return source;
    const order = best ? comparePositions(sort, source.position, best.position) : -1;
    if (!best || (border?.side === 'before' ? order > 0 : order < 0)) best = source;
  }
  return best;
} // prettier-ignore

interface Entry {
  readonly version: StoredVersion;
  readonly rank: number;
  readonly place: SearchPlace | undefined;
}

interface Around extends WalkRequest {
  readonly context: RequestContext;
  readonly rank: number;
  /** Number of types. */
  readonly among: number;
}

/** The resources of one type in the direction of the walk, read in chunks. */
class Source {
  total: Total | undefined;
  private waiting: Entry[] = [];
  /** Where the next chunk begins; undefined when there are no more. */
  private at: Pick<SearchRequest, 'after' | 'before' | 'border'> | undefined;
  private isAsked = false;

  constructor(
    private readonly searched: WalkedType,
    private readonly around: Around,
  ) {
    this.at = beginOf(around);
  }

  get name(): string {
    return this.searched.service.type;
  }

  get head(): Entry | undefined {
    return this.waiting[0];
  }

  /** Without the id: between types, ties are broken by type. */
  get position(): SortPosition {
    return { keys: this.head!.place!.keys, id: '' };
  }

  get isOver(): boolean {
    return this.waiting.length === 0 && this.at === undefined;
  }

  get isKnownToGoOn(): boolean {
    return this.isAsked && !this.isOver;
  }

  /** Where the type continues when all entries read so far were taken. */
  get end(): WalkPlace {
    const { rank } = this.around;
    const cursor = this.at?.after;
    return cursor === undefined ? { rank: rank + 1, keys: [], cursor: null } : { rank, keys: [], cursor };
  }

  take(): Entry {
    return this.waiting.shift()!;
  }

  async ask(room: Room): Promise<void> {
    const { service, clauses, countUpTo, isPlaced } = this.searched;
    const { context, sort, border, rank } = this.around;
    const page = await service.search(context, {
      clauses,
      ...(sort.length > 0 && { sort }),
      ...this.at,
      ...this.limits(room),
      ...(isPlaced && { placed: true }),
      ...(this.isAsked ? { countUpTo: 0 } : countUpTo !== undefined && { countUpTo }),
    });
    this.total ??= page;
    this.isAsked = true;
    const entries = page.versions.map((version, n) => ({ version, rank, place: page.places?.[n] }));
    const backwards = border?.side === 'before';
    this.waiting = backwards ? entries.reverse() : entries;
    const { next: after, previous: before } = page;
    this.at = backwards ? before === undefined ? undefined : { before } : after === undefined ? undefined : { after };
  } // prettier-ignore

  /** Types that are merged are read in smaller chunks, since only part of each may fit on the page. */
  private limits(room: Room): Room {
    const { sort, among, count } = this.around;
    const some = { count: Math.max(1, room.count), bytes: Math.max(1, room.bytes) };
    if (sort.length === 0 || among === 1) return some;
    const atOnce = Math.max(FEWEST_AT_ONCE, Math.ceil((2 * count) / among));
    return { count: Math.min(some.count, atOnce), bytes: Math.ceil(PAGE_BYTES / among) };
  }
}

/** Where a type begins on the page. */
function beginOf({ rank, sort, border }: Around): Pick<SearchRequest, 'after' | 'before' | 'border'> | undefined {
  if (!border) return {};
  const { side, place } = border;
  if (rank === place.rank && place.cursor !== null) return { [side]: place.cursor };
  // Ties are sorted by type.
  const ties = side === 'after' ? rank >= place.rank : rank < place.rank;
  if (sort.length > 0) return { border: { side, keys: place.keys, ties } };
  if (!ties) return undefined;
  return side === 'after' ? {} : { border: { side, keys: [], ties } };
}
