import type { Bundle, FhirResource } from 'fhir/r4';
import { databases } from '../../support/databases';
import { askForExport, exported, jobsDone, linesOf, type Manifest } from '../../support/exports';
import { withServer } from '../../support/on-each-database';
import type { TestApp } from '../../support/test-app';

const settings = { UPDATE_CREATE: 'true', BUSINESS_RULES: 'off' } as const;

/** A client's copy: the version of each resource by its name. */
type Copy = Map<string, string>;

async function apply(server: TestApp, copy: Copy, { output, deleted }: Manifest): Promise<void> {
  for (const line of await linesOf(server, output)) {
    const { resourceType, id, meta } = line as unknown as FhirResource;
    copy.set(`${resourceType}/${id}`, meta!.versionId!);
  }
  for (const line of await linesOf(server, deleted)) {
    for (const { request } of (line as unknown as Bundle).entry!) copy.delete(request!.url);
  }
}

async function current(server: TestApp): Promise<Copy> {
  const copy: Copy = new Map();
  const { versions } = await server.store.search({ type: 'Location', clauses: [], count: 1_000, bytes: 10 ** 8 });
  for (const { id, versionId } of versions) copy.set(`Location/${id}`, versionId);
  return copy;
}

/** Creates, changes and deletes resources until stopped. @returns a function that stops it */
function writers(server: TestApp, count: number): () => Promise<void> {
  let isOver = false;
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      const id = `w${(turn * 7 + writer * 13) % 60}`;
      const location = { resourceType: 'Location', id, name: `${writer} ${turn}` };
      if (turn % 3 === 2) await server.send('delete', `/Location/${id}`);
      else await server.write('put', `/Location/${id}`, location);
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, writer) => write(writer)));
  return async () => {
    isOver = true;
    await all;
  };
}

describe.each(databases)('an export and what was written since, on $name', (kind) => {
  it.each([
    ['of one moment', true],
    ['of what is there as it is read', false],
  ])('are complete: one %s, while others write', (_, ofOneMoment) =>
    withServer(kind, settings, async (server) => {
      if (!ofOneMoment) Object.assign(server.store, { snapshot: async () => undefined });
      for (let n = 0; n < 60; n += 1) await server.write('put', `/Location/w${n}`, { resourceType: 'Location', id: `w${n}`, name: 'x' }); // prettier-ignore
      const end = writers(server, 2);
      const copy: Copy = new Map();
      let since = '';
      for (let round = 0; round < 3; round += 1) {
        const manifest = await exported(server, `/Location/$export${since && `?_since=${since}`}`);
        await apply(server, copy, manifest);
        since = manifest.transactionTime;
      }
      await end();
      await apply(server, copy, await exported(server, `/Location/$export?_since=${since}`));
      expect([...copy].sort()).toEqual([...(await current(server))].sort());
    }),
  );

  it('has a transactionTime before any write that could still be committed', () =>
    withServer(kind, settings, async (server) => {
      const put = async (id: string): Promise<number> => {
        const { body } = await server.write('put', `/Location/${id}`, { resourceType: 'Location', id, name: 'x' });
        return Date.parse((body as FhirResource).meta!.lastUpdated!);
      };
      const before = await put('before');
      const state = await askForExport(server, '/Location/$export');
      await jobsDone(server);
      const after = await put('after');
      const { transactionTime } = (await server.send('get', state)).body as Manifest;
      // A write commits within 30 s or not at all; another 30 s allow for clocks that differ.
      expect(Date.parse(transactionTime) + 60_000).toBeGreaterThanOrEqual(before);
      expect(Date.parse(transactionTime) + 60_000).toBeLessThanOrEqual(after);
    }));
});
