import { deepEqual, equal, ok } from 'node:assert/strict';
import { indexChange, type EntryOf } from '../../fhir';
import { contentOf, type StoreTester } from './store-tester';
import type { Suite } from './suite';

const PLENTY = 100_000;

/** Values of a search parameter, for stores that can list them. */
export const samples: Suite = (tester, { it }, { type, capabilities }) => {
  const tokensOf = (id: string): Promise<readonly EntryOf<'token'>[]> => tokens(tester(), id);

  it('together have every value of a parameter', async () => {
    const { store } = tester();
    if (!store.samples) return;
    const made = await tester().createAll(3);
    const wanted = (await Promise.all(made.map(({ id }) => tokensOf(id)))).flat();
    const known = new Map<string, readonly EntryOf<'token'>[]>();
    for (const code of new Set(wanted.map((each) => each.code))) {
      const ids = await store.samples({ type, kind: 'token', code, limit: PLENTY });
      const found = new Set<string>();
      for (const id of new Set(ids)) {
        if (!known.has(id)) known.set(id, await tokensOf(id));
        for (const each of known.get(id)!) if (each.code === code) found.add(valueOf(each));
      }
      deepEqual(
        wanted.filter((each) => each.code === code && !found.has(valueOf(each))),
        [],
      );
      equal((await store.samples({ type, kind: 'token', code, limit: 1 })).length, 1);
    }
    deepEqual(await store.samples({ type, kind: 'token', code: 'nobody-has-it', limit: 1 }), []);
  });

  if (!capabilities.deletes) return;
  it('include no deleted resources', async () => {
    const { store } = tester();
    if (!store.samples) return;
    const version = await tester().create();
    const codes = new Set((await tokensOf(version.id)).map(({ code }) => code));
    await tester().remove(version);
    for (const code of codes) {
      const ids = await store.samples({ type, kind: 'token', code, limit: PLENTY });
      ok(!ids.includes(version.id));
    }
  });
};

function valueOf({ system, value }: EntryOf<'token'>): string {
  return JSON.stringify([system, value]);
}

async function tokens(tester: StoreTester, id: string): Promise<readonly EntryOf<'token'>[]> {
  const version = await tester.read(id);
  if (version?.json == null) return [];
  const { added } = indexChange(undefined, contentOf(version), undefined, tester.searchable).entries;
  return added.filter((entry) => entry.kind === 'token').filter(({ code }) => tester.answers(code));
}
