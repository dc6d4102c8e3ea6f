import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { clauseFits, FhirError, onePage, searchableType, type SearchClause, type StoredVersion } from '../../fhir';
import { clausesOf, instantClauses } from './clauses';
import { contentOf, expectEachOnce, idsOf } from './store-tester';
import type { Suite } from './suite';

const byId = (...ids: readonly string[]): SearchClause => ({ kind: 'id', ids });
const bytesOf = ({ json }: StoredVersion): number => Buffer.byteLength(json ?? '');

/** Pages of search results. Tests search by `_id`, which separates their own resources from existing ones. */
export const pages: Suite = (tester, { it }, { capabilities }) => {
  /** Resources in the order of the store: by id as text, unless the store assigns the ids. */
  const made = async (count: number): Promise<StoredVersion[]> => {
    const all = await tester().createAll(count);
    if (capabilities.ids === 'client') all.sort((a, b) => (a.id < b.id ? -1 : 1));
    return all;
  };

  it('contain the resources with these ids, as reads return them', async () => {
    const [one, , other] = await made(3);
    const page = await tester().search([byId(other!.id, 'nobody', one!.id, one!.id)]);
    deepEqual(page.versions.map(({ id, versionId, json }) => [id, versionId, json]), [one!, other!].map(({ id, versionId, json }) => [id, versionId, json])); // prettier-ignore
    deepEqual([page.total, page.next], [2, undefined]);
    for (const ids of [[], ['nobody'], [`${one!.id}0`]]) {
      deepEqual(await tester().search([byId(...ids)]), { versions: [], total: 0 });
    }
  });

  it('contain what matches all clauses', async () => {
    const [one, other, third] = idsOf(await made(3)) as [string, string, string];
    deepEqual(idsOf((await tester().search([byId(one, other), byId(other, third)])).versions), [other]);
  });

  it('continue without a repeat or a gap, with the total on each', async () => {
    const ids = idsOf(await made(5));
    const clauses = [byId(...ids)];
    deepEqual(await tester().pagesOf(clauses, 2), [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    const first = await tester().search(clauses, 2);
    equal(first.total, 5);
    match(first.next!, /^[A-Za-z0-9\-_]{1,200}$/);
    equal((await tester().search(clauses, 2, undefined, first.next)).total, 5);
    equal((await tester().search(clauses, 5)).next, undefined);
    deepEqual(await tester().search(clauses, 0), { versions: [], total: 5 });
  });

  it('end at their byte limit', async () => {
    const all = await made(4);
    const [clauses, ids, sizes] = [[byId(...idsOf(all))], idsOf(all), all.map(bytesOf)];
    for (const bytes of [1, sizes[0]! + sizes[1]!, sizes[0]! + sizes[1]! - 1]) {
      const found = await tester().pagesOf(clauses, 9, bytes);
      deepEqual(found.flat(), ids);
      deepEqual(found[0], idsOf(onePage(all, { count: 9, bytes }, bytesOf)));
    }
  });

  it('know the length of the current version, not of one before it', async () => {
    const all = await made(2);
    const now: StoredVersion[] = [];
    for (const each of all) now.push(capabilities.updates ? await tester().replace(each) : each);
    const bytes = bytesOf(now[0]!) + bytesOf(now[1]!);
    equal((await tester().search([byId(...idsOf(all))], 9, bytes)).versions.length, 2);
    equal((await tester().search([byId(...idsOf(all))], 9, bytes - 1)).versions.length, 1);
  });

  it('do not begin at a cursor that the store did not issue', async () => {
    const clauses = [byId(...idsOf(await made(2)))];
    for (const cursor of ['!', 'a b', 'YQ==']) {
      const found = await tester().search(clauses, 1, undefined, cursor).catch(refusal);
      deepEqual(found.versions, []);
    }
  });

  it('contain everything of the type without a clause, once, whatever others write meanwhile', async () => {
    const staying = idsOf(await made(6));
    const passing = await tester().createAll(3);
    const seen: string[] = [];
    for (let next: string | undefined; ;) {
      const page = await tester().search([], 3, undefined, next);
      seen.push(...idsOf(page.versions));
      expectEachOnce(seen);
      next = page.next;
      if (next === undefined) break;
      const gone = passing.pop();
      if (!gone) continue;
      await tester().create();
      if (capabilities.deletes) await tester().remove(gone);
    }
    deepEqual(
      seen.filter((id) => staying.includes(id)),
      staying,
    );
  });
};

function refusal(error: unknown): { versions: [] } {
  if (!(error instanceof FhirError) || error.kind !== 'invalid-request') throw error;
  return { versions: [] };
}

/** Search parameters: a search for values of the samples must find what the framework would find. */
export const searching: Suite = (tester, { it }, { type, searchParameters = [], capabilities }) => {
  const { indexed, parameters } = searchableType({ type, searchParameters, answered: capabilities.search });

  async function agrees(clauses: readonly SearchClause[][], all: readonly StoredVersion[]): Promise<void> {
    const candidates = all.map((version) => ({
      type,
      id: version.id,
      lastUpdated: version.lastUpdated.getTime(),
      entries: indexed.flatMap((parameter) => parameter.entries(contentOf(version), undefined)),
    }));
    for (const each of clauses) {
      const fitting = candidates.filter((candidate) => each.every((clause) => clauseFits(clause, candidate)));
      const found = (await tester().pagesOf([byId(...idsOf(all)), ...each], 4)).flat();
      deepEqual({ clauses: each, found: found.sort() }, { clauses: each, found: fitting.map(({ id }) => id).sort() });
    }
  }

  for (const parameter of indexed) {
    it(`find by ${parameter.code}, of type ${parameter.type}`, async () => {
      const all = await tester().createAll(6);
      const entries = all.flatMap((version) => parameter.entries(contentOf(version), undefined));
      const isOfEveryType = parameter.code.startsWith('_');
      ok(entries.length > 0 || isOfEveryType, `no sample has a value for ${parameter.code}, which is declared`);
      const clauses = entries.slice(0, 4).flatMap(clausesOf);
      await agrees([...clauses.map((clause) => [clause]), clauses.slice(0, 2)], all);
    });
  }

  if (capabilities.updates) {
    it('find by the content of the current version', async () => {
      const before = await tester().createAll(4);
      const after: StoredVersion[] = [];
      for (const each of before) after.push(await tester().replace(each));
      const entries = [...before, ...after].flatMap((each) =>
        indexed.flatMap((parameter) => parameter.entries(contentOf(each), undefined)),
      );
      await agrees(entries.slice(0, 40).map((entry) => [clausesOf(entry)[0]!]), after); // prettier-ignore
    });
  }

  if (!parameters.some(({ code }) => code === '_lastUpdated')) return;
  it('find by the instant of the current version', async () => {
    const all = await tester().createAll(3);
    await agrees(all.flatMap(({ lastUpdated }) => instantClauses(lastUpdated).map((clause) => [clause])), all); // prettier-ignore
  });
};
