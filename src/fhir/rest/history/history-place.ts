import type { WalkPlace } from '../../service/history-walk';

/** Start of a page of a history, with the facts shared by all pages of the walk. */
export interface HistoryPlaceOfPage {
  readonly place: WalkPlace;
  /** Versions newer than this are on no page, milliseconds since 1970. */
  readonly until: number;
  /** The history was complete up to this instant when the first page was read, milliseconds since 1970. */
  readonly complete: number;
}

/** Encodes a position for a sealed token. */
export function writePlace({ place, until, complete }: HistoryPlaceOfPage): string {
  return JSON.stringify([until, complete, place.at, place.type, place.id]);
}

/** @param text output of `writePlace`; its seal guarantees that */
export function readPlace(text: string): HistoryPlaceOfPage {
  const [until, complete, at, type, id] = JSON.parse(text) as [number, number, number, string, string];
  return { until, complete, place: { at, type, id } };
}
