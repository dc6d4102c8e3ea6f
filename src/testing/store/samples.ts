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
    for (const { id } of made) {
      for (const { code, system, value } of await tokensOf(id)) {
        const ids = await store.samples({ type, kind: 'token', code, limit: PLENTY });
        const all = await Promise.all([...new Set(ids)].map(tokensOf));
        ok(
          all.flat().some((each) => each.code === code && each.system === system && each.value === value),
          code,
        );
        equal((await store.samples({ type, kind: 'token', code, limit: 1 })).length, 1);
      }
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

async function tokens(tester: StoreTester, id: string): Promise<readonly EntryOf<'token'>[]> {
  const version = await tester.read(id);
  if (version?.json == null) return [];
  const { added } = indexChange(undefined, contentOf(version), undefined, tester.searchable).entries;
  return added.filter((entry) => entry.kind === 'token').filter(({ code }) => tester.answers(code));
}
