import type { RequestContext } from '../plugin/request-context';
import { PAGE_BYTES } from '../ports/page-limits';
import type { HistoryPlace, StoredVersion, TypeHistoryRequest } from '../ports/versions';
import { Pace } from './pace';
import type { ResourceService } from './resource.service';

/** A position in the merged history of several types. */
export interface WalkPlace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly id: string;
}

export interface WalkRequest extends Pick<TypeHistoryRequest, 'since' | 'at' | 'until' | 'order'> {
  /** Return versions after this position. */
  readonly after?: WalkPlace;
  readonly count: number;
}

export interface WalkPage {
  /** Ordered by time, then type, then id. */
  readonly versions: readonly StoredVersion[];
  /** Where to continue; absent at the end. */
  readonly next?: WalkPlace;
}

type HistoryService = Pick<ResourceService<never>, 'type' | 'typeHistory'>;

/** Maximum number of store pages read for one page. Where few versions match, the page ends early. */
const MOST_ASKED = 40;
const FEWEST_AT_ONCE = 10;

/**
 * A page of the histories of several types, whatever their stores. Every store returns versions in the same order, and
 * they are merged. The page has the same limits in entries and bytes as that of one type.
 */
export async function walkHistories(
  services: readonly HistoryService[],
  context: RequestContext,
  request: WalkRequest,
): Promise<WalkPage> {
  const sign = request.order === 'newest first' ? -1 : 1;
  const sources = services.map((service) => new Source(service, context, request, services.length));
  const versions: StoredVersion[] = [];
  let [bytes, asked] = [0, 0];
  const pace = new Pace();
  for (;;) {
    const first = sources.filter(({ isOver }) => !isOver).reduce<Source | undefined>((best, each) => {
      return best && sign * compare(best.frontier, each.frontier) <= 0 ? best : each;
    }, undefined); // prettier-ignore
    if (!first) return { versions };
    const { head } = first;
    const last = versions.at(-1);
    if (!head) {
      // The next version is not known yet.
      if (versions.length === request.count && last) return { versions, next: placeOf(last) };
      if (asked >= MOST_ASKED + sources.length) return { versions, next: first.frontier };
      asked += 1;
      await first.ask();
      if (pace.isDue()) await pace.rest();
      continue;
    }
    const size = Buffer.byteLength(head.json ?? '');
    const isFull = versions.length === request.count || (bytes > 0 && bytes + size > PAGE_BYTES);
    if (isFull && last) return { versions, next: placeOf(last) };
    versions.push(head);
    bytes += size;
    first.take();
  }
}

/** The history of one type, read page by page. */
class Source {
  private page: readonly StoredVersion[] = [];
  /** Number of versions taken from the page. */
  private taken = 0;
  private after: HistoryPlace | undefined;
  private isAsked = false;
  private readonly count: number;

  constructor(
    private readonly service: HistoryService,
    private readonly context: RequestContext,
    private readonly request: WalkRequest,
    private readonly among: number,
  ) {
    const { count, after } = request;
    this.count = among === 1 ? count : Math.min(count, Math.max(FEWEST_AT_ONCE, Math.ceil((2 * count) / among)));
    this.after = after && ownPlace(service.type, after, request.order);
  }

  get head(): StoredVersion | undefined {
    return this.page[this.taken];
  }

  get isOver(): boolean {
    return this.isAsked && this.head === undefined && this.after === undefined;
  }

  /** No remaining version of this source comes before this position. */
  get frontier(): WalkPlace {
    if (this.head) return placeOf(this.head);
    const { type } = this.service;
    const isDown = this.request.order === 'newest first';
    if (!this.isAsked) return { at: isDown ? Infinity : -Infinity, type, id: '' };
    return { at: this.after!.at.getTime(), type, id: this.after!.id ?? '' };
  }

  take(): void {
    this.taken += 1;
  }

  async ask(): Promise<void> {
    const { since, at, until, order } = this.request;
    const { versions, next } = await this.service.typeHistory(this.context, {
      ...(since && { since }),
      ...(at && { at }),
      ...(until && { until }),
      ...(this.after && { after: this.after }),
      order,
      count: this.count,
      bytes: Math.ceil(PAGE_BYTES / this.among),
    });
    [this.page, this.taken, this.after, this.isAsked] = [versions, 0, next, true];
  }
}

/**
 * The equivalent position in the history of one type: before all its versions of that instant if the type comes later
 * in the order, otherwise after them.
 */
function ownPlace(type: string, place: WalkPlace, order: WalkRequest['order']): HistoryPlace {
  const { at, id } = place;
  if (type === place.type) return { at: new Date(at), id };
  const isDown = order === 'newest first';
  const isStillToCome = isDown ? type < place.type : type > place.type;
  return { at: new Date(isStillToCome ? at + (isDown ? 1 : -1) : at) };
}

export function placeOf({ lastUpdated, type, id }: StoredVersion): WalkPlace {
  return { at: lastUpdated.getTime(), type, id };
}

function compare(one: WalkPlace, other: WalkPlace): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  const [a, b] = [`${one.type}/${one.id}`, `${other.type}/${other.id}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
