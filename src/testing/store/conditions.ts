import { deepEqual, equal } from 'node:assert/strict';
import { indexChange, type EntryClause, type SearchClause, type StoredVersion } from '../../fhir';
import { contentOf, idsOf, shown, type StoreTester } from './store-tester';
import type { Suite } from './suite';

/** Which conditions resources meet, for stores that can tell. */
export const conditions: Suite = (tester, { it }, { type, capabilities }) => {
  it('are met by the resources that a search for each of them finds', async () => {
    const { store } = tester();
    if (!store.conditionsMet) return;
    const made = await tester().createAll(3);
    const ids = idsOf(made);
    const asked = conditionsFrom(tester(), made);
    const met = await store.conditionsMet({ type, ids: [...ids, 'nobody'], conditions: asked });
    if (!met) return;
    deepEqual([...met.keys()].sort(), [...ids].sort());
    for (const [at, clauses] of asked.entries()) {
      const found = await tester().search([{ kind: 'id', ids }, ...clauses]);
      deepEqual(ids.filter((id) => met.get(id)![at]).sort(), idsOf(found.versions).sort());
    }
    for (const id of ids) {
      const read = await store.readMeeting?.(type, id, { conditions: asked });
      if (read)
        deepEqual(
          { version: shown(read.version), met: read.met },
          { version: shown((await store.read(type, id))!), met: met.get(id) },
        );
      deepEqual((await store.conditionsMet({ type, ids: [id], conditions: asked }))?.get(id), met.get(id));
    }
  });

  it('are judged by the current version, and within a unit by what it has written', async () => {
    const { store } = tester();
    if (!store.conditionsMet || !capabilities.updates) return;
    const before = await tester().create();
    const asked = conditionsFrom(tester(), [before]);
    const ask = (reader: Pick<typeof store, 'conditionsMet'>) =>
      reader.conditionsMet!({ type, ids: [before.id], conditions: asked });
    const after = await store.transaction(async (unit) => {
      const made = await tester().replace(before, undefined, unit);
      if (unit.conditionsMet) deepEqual(await ask(unit), await met(tester(), made, asked, unit.search?.bind(unit)));
      return made;
    });
    deepEqual(await ask(store), await met(tester(), after, asked));
  });

  if (!capabilities.deletes) return;
  it('are met by no deleted resource', async () => {
    const { store } = tester();
    if (!store.conditionsMet) return;
    const version = await tester().create();
    await tester().remove(version);
    deepEqual(await store.conditionsMet({ type, ids: [version.id], conditions: [[]] }), new Map());
    if (!store.readMeeting) return;
    equal((await store.readMeeting(type, version.id, { conditions: [[]] }))?.version.json, null);
    equal(await store.readMeeting(type, 'nobody', { conditions: [[]] }), undefined);
  });
};

/** What each token of the versions matches, and what it does not; also all and none. */
function conditionsFrom(tester: StoreTester, versions: readonly StoredVersion[]): readonly (readonly SearchClause[])[] {
  const tokens = versions.flatMap((version) => {
    const { added } = indexChange(undefined, contentOf(version), undefined, tester.searchable).entries;
    return added.filter((entry) => entry.kind === 'token').filter(({ code }) => tester.answers(code));
  });
  const clauses = tokens.map(({ code, system, value }): EntryClause => ({
    kind: 'token',
    code,
    values: [{ system, value }],
  }));
  return [
    [],
    [{ kind: 'any', clauses: [] }],
    ...clauses.map((clause): SearchClause[] => [clause]),
    ...clauses.map((clause): SearchClause[] => [{ kind: 'not', clause }]),
    clauses,
  ];
}

/** The same by searches. */
async function met(
  tester: StoreTester,
  { id }: StoredVersion,
  asked: readonly (readonly SearchClause[])[],
  search = tester.store.search.bind(tester.store),
): Promise<ReadonlyMap<string, readonly boolean[]>> {
  const all: boolean[] = [];
  for (const clauses of asked) {
    const request = {
      type: tester.type,
      clauses: [{ kind: 'id', ids: [id] } as const, ...clauses],
      count: 1,
      bytes: 1,
    };
    all.push((await search(request)).versions.length > 0);
  }
  return new Map([[id, all]]);
}
