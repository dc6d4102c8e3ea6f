import {
  borderOf,
  comparePositions,
  cursorAfter,
  cursorAt,
  onePage,
  positionOf,
  type IndexEntry,
  type SearchPage,
  type SearchRequest,
  type SortPosition,
  type StoredVersion,
  type Surroundings,
} from '../../fhir';

/** A resource that matches, with its index entries. */
export interface Fitting {
  readonly version: StoredVersion;
  readonly entries: readonly IndexEntry[];
}

/** The requested page of all matches. @throws FhirError `invalid-request` for text that is not a cursor */
export function sortedPage(fitting: readonly Fitting[], request: SearchRequest, around: Surroundings): SearchPage {
  const { sort = [], count, bytes, placed, countUpTo = Infinity } = request;
  const cursorOf = (position: SortPosition) => (sort.length === 0 ? cursorAfter(position.id) : cursorAt(position));
  const all = fitting
    .map(({ version, entries }) => {
      const resource = { id: version.id, lastUpdated: version.lastUpdated.getTime(), entries };
      return { version, place: positionOf(sort, resource, (type, id) => around.find(type, id)) };
    })
    .sort((one, other) => comparePositions(sort, one.place, other.place));
  const border = borderOf(request);
  const place = border?.place;
  const isBefore = border?.backwards === true;
  const rest = place ? all.filter((each) => (isBefore ? -1 : 1) * comparePositions(sort, each.place, place) > 0) : all;
  const near = count === 0 ? [] : isBefore ? rest.toReversed() : rest;
  const carried = onePage(near, { count, bytes }, ({ version }) => Buffer.byteLength(version.json ?? ''));
  const page = isBefore ? carried.toReversed() : carried;
  const hasMore = carried.length < near.length;
  const [first, last] = [page.at(0), page.at(-1)];
  return {
    versions: page.map(({ version }) => version),
    ...(placed && { places: page.map((each) => ({ keys: each.place.keys, cursor: cursorOf(each.place) })) }),
    ...(countUpTo > 0 && { total: Math.min(all.length, countUpTo) }),
    ...(countUpTo > 0 && all.length > countUpTo && { hasMore: true }),
    ...(last && (isBefore || hasMore) && { next: cursorOf(last.place) }),
    ...(first && (isBefore ? hasMore : border !== undefined) && { previous: cursorOf(first.place) }),
  };
}
