import type { WalkPlace } from '../../service/history-walk';

/** Where a page of a history begins, and what its walk has in common from its first page on. */
export interface HistoryPlaceOfPage {
  readonly place: WalkPlace;
  /** Nothing newer is on any page, milliseconds since 1970. */
  readonly until: number;
  /** Instant that the history was complete up to at the first page, milliseconds since 1970. */
  readonly complete: number;
}

/** As it stands in a sealed token. */
export function writePlace({ place, until, complete }: HistoryPlaceOfPage): string {
  return JSON.stringify([until, complete, place.at, place.type, place.id]);
}

/** @param text of `writePlace`: nobody else could seal it */
export function readPlace(text: string): HistoryPlaceOfPage {
  const [until, complete, at, type, id] = JSON.parse(text) as [number, number, number, string, string];
  return { until, complete, place: { at, type, id } };
}
