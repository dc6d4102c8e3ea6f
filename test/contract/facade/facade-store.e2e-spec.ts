import type { RowDataPacket } from 'mysql2/promise';
import { FhirError, StaleWriteError, type SearchClause, type SearchSort, type StoredVersion } from '../../../src/fhir';
import { counterVersion, dateVersion, facadeStore, hashVersion, type RowVersion } from '../../../src/persistence';
import type { FacadeStore } from '../../../src/persistence/facade/facade-store';
import { databases } from '../../support/databases';
import { FINESS } from './hospital';
import { create, openHospital, remove, replace, type Hospital } from './open-hospital';

const servers = databases.filter(({ name }) => name !== 'SQLite');
const contentOf = ({ json }: StoredVersion) => JSON.parse(json!) as Record<string, unknown>;
const NEW = {
  resourceType: 'Organization',
  identifier: [{ system: FINESS, value: '440000099' }],
  active: true,
  name: 'A',
};

describe('a store over existing tables', () => {
  it('needs a server, and says so', async () => {
    const { useFactory } = facadeStore({ provide: 'store', tables: [], database: { url: 'sqlite:x.db' } });
    await expect((useFactory as () => Promise<unknown>)()).rejects.toThrow(
      'A facade needs a MySQL or MariaDB server, not a SQLite file',
    );
  });
});

for (const kind of servers) {
  describe(`a store over existing tables, on ${kind.name}`, () => {
    let hospital: Hospital;
    beforeEach(async () => {
      hospital = await openHospital(kind);
    });
    afterEach(() => hospital.close());

    const one = async (store: FacadeStore, id = '1') => (await store.read('Organization', id))!;
    const rowsOf = async (sql: string) => (await hospital.outside.query<RowDataPacket[]>(sql))[0];

    it('reads a row with its child rows, in their order', async () => {
      const version = await one(await hospital.open());
      expect(contentOf(version)).toEqual({
        resourceType: 'Organization',
        id: '1',
        meta: { versionId: version.versionId, lastUpdated: version.lastUpdated.toISOString() },
        identifier: [{ system: FINESS, value: '440000001' }],
        active: true,
        name: 'Hôpital Saint-Jean',
        telecom: [
          { system: 'phone', value: '0240000001' },
          { system: 'phone', value: '0240000003' },
        ],
      });
    });

    it.each(['4', '0', '01', '1e0', 'x', '99999999999999999999'])('has nothing at %s', async (id) => {
      expect(await (await hospital.open()).read('Organization', id)).toBeUndefined();
    });

    it('creates with the id that the database assigns, and returns the same as the next read', async () => {
      const store = await hospital.open();
      const made = await create(store, NEW);
      expect(made.id).toBe('13');
      expect({ ...(await one(store, made.id)), interaction: 'create' }).toEqual(made);
    });

    it('changes what is mapped, and leaves the other columns alone', async () => {
      const store = await hospital.open();
      const telecom = [
        { system: 'phone', value: '1' },
        { system: 'phone', value: '2' },
        { system: 'phone', value: '3' },
      ];
      const changed = await replace(store, await one(store), { name: 'B', telecom });
      expect(contentOf(changed)).toMatchObject({ name: 'B', telecom });
      expect(await rowsOf('SELECT nom, compte, rowversion FROM etablissement WHERE id = 1')).toEqual([
        { nom: 'B', compte: 'C1', rowversion: 2 },
      ]);
      expect(await rowsOf('SELECT rang, numero, note FROM telephone ORDER BY rang')).toEqual([
        { rang: 1, numero: '1', note: 'standard' },
        { rang: 3, numero: '2', note: 'nuit' },
        { rang: 4, numero: '3', note: null },
      ]);
      await replace(store, changed, { telecom: telecom.slice(0, 1) });
      expect(await rowsOf('SELECT rang, numero FROM telephone')).toEqual([{ rang: 1, numero: '1' }]);
    });

    const VERSIONS: [name: string, version: RowVersion][] = [
      ['a counter', counterVersion('rowversion')],
      ['a date of whole seconds', dateVersion()],
      ['a hash', hashVersion()],
    ];

    it.each(VERSIONS)(
      'sees an outside change at once, and refuses a writer who did not (%s)',
      async (_name, version) => {
        const store = await hospital.open({ version });
        const before = await one(store);
        await hospital.outside.query("UPDATE etablissement SET nom = 'C', rowversion = rowversion + 1 WHERE id = 1");
        const after = await one(store);
        expect(contentOf(after)['name']).toBe('C');
        expect(after.versionId).not.toBe(before.versionId);
        await expect(replace(store, before, { name: 'D' })).rejects.toBeInstanceOf(StaleWriteError);
        await expect(replace(store, after, { name: 'D' })).resolves.toMatchObject({ id: '1' });
      },
    );

    it.each(VERSIONS)('sees a child row that changed (%s)', async (_name, version) => {
      const store = await hospital.open({ version });
      const before = await one(store);
      await hospital.outside.query("UPDATE telephone SET numero = '9' WHERE rang = 3");
      expect((await one(store)).versionId).not.toBe(before.versionId);
    });

    it.each(VERSIONS)('lets exactly one of twenty writers of the same version win (%s)', async (_name, version) => {
      const store = await hospital.open({ version });
      const before = await one(store);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => replace(store, before, { name: `racer ${n}` })),
      );
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.map(({ reason }: PromiseRejectedResult) => (reason as Error).name)).toEqual(
        Array<string>(19).fill('StaleWriteError'),
      );
    });

    it.each<[rule: string, change: object, text: string]>([
      [
        'an element without a column',
        { alias: ['B'] },
        'The tables behind this server cannot store Organization.alias as it was sent',
      ],
      [
        'a part of one',
        { telecom: [{ system: 'fax', value: '1' }] },
        'The tables behind this server cannot store Organization.telecom[0].system as it was sent',
      ],
      [
        'a profile',
        { meta: { profile: ['http://a'] } },
        'The tables behind this server cannot store Organization.meta as it was sent',
      ],
      ['a value too long for its column', { name: 'x'.repeat(41) }, 'A value is too long for the column nom'],
      ['no value for a column that needs one', { name: undefined }, 'The column nom needs a value'],
      [
        'a value another row has',
        { identifier: [{ system: FINESS, value: '440000002' }] },
        'Another row already has one of these values, which must be unique',
      ],
      [
        'a reference to a row that is not there',
        { partOf: { reference: 'Organization/99' } },
        'A row refers to another row that does not exist',
      ],
      [
        'a reference that no key is',
        { partOf: { display: 'A' } },
        'The tables behind this server can only refer to resources of type Organization by key',
      ],
    ])('refuses what it cannot keep, and stores nothing: %s', async (_rule, change, text) => {
      const store = await hospital.open();
      const before = await one(store);
      const refused = await replace(store, before, change).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(FhirError);
      expect(refused).toMatchObject({ kind: 'unprocessable', message: text });
      expect(await one(store)).toEqual(before);
    });

    it('keeps elements without a column in a side table, until the tables contradict them', async () => {
      const store = await hospital.open({ unmapped: { sideTable: 'fhir_beside' } });
      const sent = { alias: ['B'], telecom: [{ system: 'phone', value: '1', rank: 2 }] };
      const kept = await replace(store, await one(store), sent);
      expect(contentOf(await one(store))).toMatchObject(sent);
      expect(contentOf(kept)).toEqual(contentOf(await one(store)));
      await hospital.outside.query("UPDATE telephone SET numero = '9' WHERE etablissement_id = 1");
      expect(contentOf(await one(store))).toMatchObject({ alias: ['B'], telecom: [{ system: 'phone', value: '9' }] });
    });

    it('keeps every version where it has a table for them, including outside changes', async () => {
      const store = await hospital.open({ history: 'fhir_history', deletion: true });
      const first = await one(store);
      const second = await replace(store, first, { name: 'B' });
      await hospital.outside.query("UPDATE etablissement SET nom = 'C', rowversion = rowversion + 1 WHERE id = 1");
      const third = await one(store);
      const names = async (cursor?: string) => {
        const page = await store.history({
          type: 'Organization',
          id: '1',
          count: 2,
          bytes: 1_000_000,
          ...(cursor && { cursor }),
        });
        return {
          names: page.versions.map((version) => version.json && contentOf(version)['name']),
          total: page.total,
          next: page.next,
        };
      };
      const newest = await names();
      expect(newest).toMatchObject({ names: ['C', 'B'], total: 3 });
      expect(await names(newest.next)).toEqual({ names: ['Hôpital Saint-Jean'], total: 3, next: undefined });
      expect(await store.vread('Organization', '1', first.versionId)).toMatchObject({ json: first.json });
      expect(await store.vread('Organization', '1', second.versionId)).toMatchObject({
        json: second.json,
        interaction: 'update',
      });

      await hospital.outside.query('UPDATE etablissement SET parent_id = NULL');
      const deletion = await remove(store, third);
      expect(await store.read('Organization', '1')).toEqual(deletion);
      expect((await names()).names).toEqual([null, 'C']);
    });

    it('reports the referrers of a row, and which rows exist', async () => {
      const store = await hospital.open();
      const keys = ['1', '4', 'x'].map((id) => ({ type: 'Organization', id }));
      await store.transaction(async (unit) => {
        await unit.hold('exclusive', keys);
        expect(await unit.missing(keys)).toEqual(keys.slice(1));
        const path = 'Organization.partOf';
        expect(await unit.referrers('Organization', '1', 10)).toEqual([
          { type: 'Organization', id: '2', path },
          { type: 'Organization', id: '3', path },
        ]);
        expect(await unit.referrers('Organization', '1', 1)).toHaveLength(1);
      });
    });

    const token = (code: string, values: { system?: string; value: string }[], not = false): SearchClause => ({
    kind: 'token', code, values, not,
  }); // prettier-ignore
    const string = (match: 'starts' | 'contains' | 'exact', value: string): SearchClause => ({
    kind: 'string', code: 'name', match, values: [value],
  }); // prettier-ignore
    const missing = (code: string, of: 'string' | 'reference' | 'token', isMissing: boolean): SearchClause => ({
    kind: 'missing', code, of, missing: isMissing,
  }); // prettier-ignore
    const YEAR_2000 = { low: Date.UTC(2000, 0), high: Date.UTC(2001, 0) - 1 };

    it.each<[rule: string, clauses: SearchClause[], ids: string[]]>([
      ['everything', [], ['1', '2', '3', '12']],
      ['ids', [{ kind: 'id', ids: ['12', 'x', '2'] }], ['2', '12']],
      ['a token with its system', [token('identifier', [{ system: FINESS, value: '440000002' }])], ['2']],
      ['a token of any system', [token('identifier', [{ value: '440000002' }])], ['2']],
      ['a token of another system', [token('identifier', [{ system: 'x', value: '440000002' }])], []],
      ['not a token', [token('active', [{ value: 'true' }], true)], ['2']],
      ['a boolean', [token('active', [{ value: 'false' }])], ['2']],
      ['no boolean', [token('active', [{ value: 'maybe' }])], []],
      ['a beginning, without accents', [string('starts', 'hopital')], ['1']],
      ['a part', [string('contains', 'parc')], ['2']],
      ['a wildcard as text', [string('contains', '100%')], ['3']],
      ['another wildcard as text', [string('starts', '_')], []],
      ['the exact text', [string('exact', 'Clinique du Parc')], ['2']],
      ['not quite the exact text', [string('exact', 'clinique du parc')], []],
      ['a reference', [{ kind: 'reference', code: 'partof', values: [{ type: 'Organization', id: '1' }] }], ['2', '3']],
      [
        'a reference of another type',
        [{ kind: 'reference', code: 'partof', values: [{ type: 'Location', id: '1' }] }],
        [],
      ],
      ['a missing reference', [missing('partof', 'reference', true)], ['1', '12']],
      ['a reference that is there', [missing('partof', 'reference', false)], ['2', '3']],
      ['a child row', [token('phone', [{ value: '0240000003' }])], ['1']],
      ['no child rows', [missing('phone', 'token', true)], ['2', '3', '12']],
      ['all clauses at once', [string('starts', 'clinique'), token('active', [{ value: 'true' }])], ['3']],
      ['later than a year', [{ kind: 'lastUpdated', values: [{ prefix: 'gt', ...YEAR_2000 }] }], ['1', '2', '3', '12']],
      ['within a year', [{ kind: 'lastUpdated', values: [{ prefix: 'eq', ...YEAR_2000 }] }], []],
      ['not within a year', [{ kind: 'lastUpdated', values: [{ prefix: 'ne', ...YEAR_2000 }] }], ['1', '2', '3', '12']],
    ])('is searched by %s, in pages', async (_rule, clauses, ids) => {
      const store = await hospital.open();
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.search({
          type: 'Organization',
          clauses,
          count: 2,
          bytes: 1_000_000,
          ...(after && { after }),
        });
        expect(page.total).toBe(ids.length);
        found.push(...page.versions.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(found).toEqual(ids);
      expect(await store.search({ type: 'Organization', clauses, count: 0, bytes: 1 })).toEqual({
        versions: [],
        total: ids.length,
      });
    });

    it.each<[sort: readonly SearchSort[], ids: readonly string[]]>([
      [[{ code: 'name', of: 'string', descending: false }], []],
      [[{ code: 'name', of: 'string', descending: true }], []],
      [[{ code: 'partof', of: 'reference', descending: false }, { code: 'name', of: 'string', descending: true }], []],
      [[{ code: '_id', of: 'id', descending: true }], ['12', '3', '2', '1']],
      [[{ code: '_lastUpdated', of: 'lastUpdated', descending: false }, { code: '_id', of: 'id', descending: false }], []],
    ])('is sorted by %j, page by page as all at once', async (sort, ids) => {
      const store = await hospital.open();
      const request = { type: 'Organization', clauses: [], sort, bytes: 1_000_000 };
      const all = (await store.search({ ...request, count: 10 })).versions.map(({ id }) => id);
      if (ids.length > 0) expect(all).toEqual(ids);
      expect(all.toSorted()).toEqual(['1', '12', '2', '3']);
      for (const count of [1, 2, 3]) {
        const found: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.search({ ...request, count, ...(after !== undefined && { after }) });
          expect(page.total).toBe(4);
          found.push(...page.versions.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        expect(found).toEqual(all);
      }
    }); // prettier-ignore

    it('ends a page at its byte limit, and refuses a clause for which it has no columns', async () => {
      const store = await hospital.open();
      const page = await store.search({ type: 'Organization', clauses: [], count: 10, bytes: 1 });
      expect(page).toMatchObject({ versions: [{ id: '1' }], total: 4, next: '1' });
      const clauses: SearchClause[] = [{ kind: 'uri', code: 'name', values: ['x'] }];
      await expect(store.search({ type: 'Organization', clauses, count: 1, bytes: 1 })).rejects.toMatchObject({
        kind: 'invalid-request',
      });
    });

    it.each<[rule: string, options: Parameters<Hospital['open']>[0], message: string]>([
      ['a table that is not there', { table: 'x' }, 'The database has no table x'],
      ['a column that is not there', { lastUpdated: 'x' }, 'The table etablissement has no column x'],
      [
        'a column of another kind',
        { lastUpdated: 'nom' },
        'The column nom of etablissement is not a DATETIME or TIMESTAMP',
      ],
      [
        'versions that may come again in a history',
        { version: hashVersion(), history: 'h' },
        'Organization: a history needs version ids that are never reused; use counterVersion or dateVersion',
      ],
    ])('does not start with %s', async (_rule, options, message) => {
      await expect(hospital.open(options)).rejects.toThrow(message);
    });
  });
}
