import type { SearchPage } from '../../ports/search';
import type { PageOwner, PagePlace, PageTokens } from './page-tokens';
import { CURSOR, type SearchQuery } from './search-query';

/** A page whose links are needed. */
export interface LinkedPage extends Pick<SearchPage, 'next' | 'previous'> {
  /** URL of what is searched. */
  readonly address: string;
  readonly owner: PageOwner;
  /** Undefined for the first page. */
  readonly place: PagePlace | undefined;
  /** Number of resources on the page. */
  readonly shown: number;
}

/** Number of resources before the page, as far as it is known. */
export function passedBefore(place: PagePlace | undefined, shown: number): number {
  if (!place) return 0;
  return place.side === 'after' ? place.passed : Math.max(0, place.passed - shown);
}

/** The links of a page, by relation. */
export async function searchLinks(
  { used, cursor }: Pick<SearchQuery, 'used' | 'cursor'>,
  { address, owner, place, shown, next, previous }: LinkedPage,
  tokens: PageTokens,
): Promise<Readonly<Record<string, string>>> {
  const to = (token?: string): string => {
    const query = new URLSearchParams();
    for (const [name, value] of used) query.append(name, value);
    if (token !== undefined) query.append(CURSOR, token);
    return query.size > 0 ? `${address}?${query.toString()}` : address;
  };
  const passed = passedBefore(place, shown);
  const sealed = async (side: PagePlace['side'], at: string, count: number) =>
    to(await tokens.seal(owner, { side, cursor: at, passed: count }));
  return {
    self: to(place && String(cursor)),
    ...(place && { first: to() }),
    ...(previous !== undefined && { previous: await sealed('before', previous, passed) }),
    ...(next !== undefined && { next: await sealed('after', next, passed + shown) }),
  };
}
