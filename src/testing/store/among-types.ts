import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { comparePositions, isAnswered, searchableType, type SearchPlace, type SearchSort } from '../../fhir';
import { idsOf } from './store-tester';
import type { Suite } from './suite';

/** Places and borders, for stores whose types can be sorted together with others. */
export const amongTypes: Suite = (tester, { it }, { type, searchParameters = [], capabilities }) => {
  const { search, sort = [], sortAmong = [] } = capabilities;
  const { parameters } = searchableType({ type, searchParameters, answered: search, sorted: sort });
  const shared = parameters.flatMap(({ code, sort: of }) =>
    of !== undefined && isAnswered(sortAmong, code, of) ? [{ code, of }] : [],
  );
  const orders: readonly (readonly SearchSort[])[] = [
    [],
    ...shared.flatMap((key) => [false, true].map((descending) => [{ ...key, descending }])),
  ];

  for (const keys of orders) {
    const name = keys.map(({ code, descending }) => `${descending ? '-' : ''}${code}`).join() || 'no keys';
    it(`tell places, and take borders, by ${name}`, async () => {
      const clauses = [{ kind: 'id' as const, ids: idsOf(await tester().createAll(5)) }];
      const request = { type, clauses, ...(keys.length > 0 && { sort: keys }), count: 9, bytes: 1_000_000, placed: true };
      const { store } = tester();
      const all = await store.search(request);
      const [ids, places] = [idsOf(all.versions), all.places ?? []];
      equal(places.length, ids.length);
      const order = (one: SearchPlace, other: SearchPlace): number =>
        comparePositions(keys, { keys: one.keys, id: '' }, { keys: other.keys, id: '' });
      for (const [n, place] of places.entries()) {
        match(place.cursor, /^[A-Za-z0-9\-_]+$/);
        equal(place.keys.length, keys.length);
        ok(n === 0 || order(places[n - 1]!, place) <= 0, JSON.stringify([places[n - 1], place]));
        const [rest, begin] = [ids.slice(n + 1), ids.slice(0, n)];
        deepEqual(idsOf((await store.search({ ...request, after: place.cursor })).versions), rest);
        deepEqual(idsOf((await store.search({ ...request, before: place.cursor })).versions), begin);
        const near = await store.search({ ...request, before: place.cursor, count: 2 });
        deepEqual(idsOf(near.versions), begin.slice(-2));
        deepEqual(near.previous, begin.length > 2 ? places[n - 2]!.cursor : undefined);
        for (const ties of [true, false]) {
          for (const side of ['after', 'before'] as const) {
            const found = await store.search({ ...request, border: { side, keys: place.keys, ties } });
            const expected = ids.filter((_, other) => {
              const from = (side === 'after' ? 1 : -1) * order(places[other]!, place);
              return from === 0 ? ties : from > 0;
            });
            deepEqual({ side, ties, ids: idsOf(found.versions) }, { side, ties, ids: expected });
          }
        }
      }
    }); // prettier-ignore
  }
};
