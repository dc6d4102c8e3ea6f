import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { comparePositions, positionOf, searchableType, type SearchSort, type StoredVersion } from '../../fhir';
import { contentOf, idsOf } from './store-tester';
import type { Suite } from './suite';

/**
 * Sort orders: declared parameters sort page by page as the framework would. Resources that are equal may come in any
 * order.
 */
export const sorting: Suite = (tester, { it }, { type, searchParameters = [], capabilities, refer }) => {
  const { search, sort = [], sortOver } = capabilities;
  const { indexed, parameters } = searchableType({ type, searchParameters, answered: search, sorted: sort });
  const sorted = parameters.flatMap(({ code, sort: of }) =>
    // A store that assigns ids has its own order for them.
    of === undefined || (of === 'id' && capabilities.ids === 'store') ? [] : [{ code, of }],
  );

  async function agrees(keys: readonly SearchSort[], all: readonly StoredVersion[]): Promise<void> {
    const known = new Map(
      all.map((version) => {
        const entries = indexed.flatMap((parameter) => parameter.entries(contentOf(version), undefined));
        return [version.id, { id: version.id, lastUpdated: version.lastUpdated.getTime(), entries }];
      }),
    );
    const find = (of: string, id: string) => (of === type ? known.get(id) : undefined);
    const pages: string[][] = [];
    for (let next: string | undefined; ;) {
      const page = await tester().store.search({
        type,
        clauses: [{ kind: 'id', ids: idsOf(all) }],
        sort: keys,
        count: 2,
        bytes: 1_000_000,
        ...(next !== undefined && { after: next }),
      });
      pages.push(idsOf(page.versions));
      next = page.next;
      if (next === undefined) break;
      ok(pages.length <= all.length, 'the pages come to an end');
    }
    const found = pages.flat();
    deepEqual(found.toSorted(), idsOf(all).toSorted());
    const places = found.map((id) => ({ ...positionOf(keys, known.get(id)!, find), id: '' }));
    for (const [n, place] of places.slice(1).entries()) {
      ok(comparePositions(keys, places[n]!, place) <= 0, `${JSON.stringify(keys)}: ${JSON.stringify([places[n], place])}`);
    }
  } // prettier-ignore

  for (const { code, of } of sorted) {
    it(`sort by ${code}, ascending and descending`, async () => {
      const all = await tester().createAll(6);
      for (const descending of [false, true]) await agrees([{ code, of, descending }], all);
    });
  }

  const reference = parameters.find(({ reference: found }) => found?.targets?.includes(type))?.reference;
  if (sortOver !== true || !refer || !reference) return;
  it('sort by the targets of references', async () => {
    const targets = await tester().createAll(3);
    const all = [...targets];
    for (const { id } of targets.toReversed()) all.push(await tester().create(tester().referring(tester().sample(), id)));
    for (const { code, of } of sorted) {
      const over = [{ code: reference.code, type }];
      for (const descending of [false, true]) await agrees([{ code, of, descending, over }], all);
    }
  }); // prettier-ignore
};

/** A store that offers `previous` leads back to the pages before. */
export const goingBack: Suite = (tester, { it }) => {
  it('lead back the same way, where they support it', async () => {
    const clauses = [{ kind: 'id' as const, ids: idsOf(await tester().createAll(5)) }];
    const request = { type: tester().type, clauses, count: 2, bytes: 1_000_000 };
    const forth = [await tester().store.search(request)];
    equal(forth[0]!.previous, undefined);
    for (let { next } = forth[0]!; next !== undefined; next = forth.at(-1)!.next) {
      forth.push(await tester().store.search({ ...request, after: next }));
    }
    const back = [forth.at(-1)!];
    for (let { previous } = back[0]!; previous !== undefined; previous = back[0]!.previous) {
      back.unshift(await tester().store.search({ ...request, before: previous }));
    }
    if (back.length === 1) return;
    deepEqual(back.map(({ versions }) => idsOf(versions)), forth.map(({ versions }) => idsOf(versions)));
  }); // prettier-ignore
};

/** Secrets that a store keeps by name. */
export const secrets: Suite = (tester, { it }) => {
  it('are created once, are long, and differ by name', async () => {
    const { store } = tester();
    if (!store.secret) return;
    const [one, again, other] = await Promise.all([
      store.secret('kit-one'),
      store.secret('kit-one'),
      store.secret('kit-other'),
    ]);
    ok(one.length >= 32);
    equal(again, one);
    equal(await store.secret('kit-one'), one);
    notEqual(other, one);
  });
};
