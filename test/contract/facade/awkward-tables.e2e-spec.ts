import { randomUUID } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Location } from 'fhir/r4';
import type { JsonObject, ResourceStore, SearchClause, VersionDraft } from '../../../src/fhir';
import {
  dateVersion,
  deletionMark,
  inChild,
  keyIn,
  mapTable,
  openFacade,
  referenceColumn,
  referenceTo,
  stringColumn,
  tokenColumn,
  type Mapped,
  type TableMapping,
} from '../../../src/persistence';
import { describeStore } from '../../../src/testing';
import { databases, type TestDatabase } from '../../support/databases';

/**
 * Tables as they are found: a key of two columns, a GUID that the database assigns, a join table without ranks, rows
 * that are marked instead of deleted, whole seconds, and a character set without most letters. The numbers were added.
 */
const SCHEMA: readonly string[] = [
  `CREATE TABLE salle (site CHAR(4) NOT NULL, code VARCHAR(40) NOT NULL, guid CHAR(36) NOT NULL DEFAULT (uuid()),
    nom VARCHAR(30) NOT NULL, dans BIGINT NULL, supprime_le TIMESTAMP NULL, actif TINYINT NOT NULL DEFAULT 1,
    maj TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (site, code)) CHARACTER SET latin1`,
  `CREATE TABLE equipement (site CHAR(4) NOT NULL, code VARCHAR(40) NOT NULL, genre VARCHAR(20) NOT NULL,
    PRIMARY KEY (site, code, genre), FOREIGN KEY (site, code) REFERENCES salle (site, code)) CHARACTER SET latin1`,
  'ALTER TABLE salle ADD COLUMN fhir_id BIGINT NOT NULL AUTO_INCREMENT UNIQUE',
  'ALTER TABLE equipement ADD COLUMN rang BIGINT NOT NULL AUTO_INCREMENT, ADD KEY (rang)',
  `INSERT INTO salle (site, code, nom) VALUES ('N001', 'A1', 'Bloc 1'), ('N001', 'A2', 'Bloc 2'), ('S002', 'A1', 'Bloc 3')`,
  `INSERT INTO equipement (site, code, genre) VALUES ('N001', 'A1', 'lampe'), ('S002', 'A1', 'lit'), ('N001', 'A1', 'air')`,
];
const CODE = 'urn:salle';
const REFUSED = {
  reason: {
    kind: 'invalid-request',
    message: 'The tables behind this server have no letters for a text of this search',
  },
};

interface Salle {
  site: string;
  code: string;
  guid: string;
  nom: string;
  dans: number | null;
  equipements: readonly { genre: string }[];
}

function rooms(options: Partial<TableMapping<Location, Salle>> = {}): Mapped {
  return mapTable<Location, Salle>({
    type: 'Location',
    table: 'salle',
    key: 'fhir_id',
    version: dateVersion(),
    lastUpdated: 'maj',
    deletion: deletionMark('supprime_le'),
    assigned: ['extension'],
    children: { equipements: { table: 'equipement', parent: { site: 'site', code: 'code' }, rank: 'rang' } },
    references: [{ path: 'Location.partOf', column: 'dans', target: 'Location' }],
    search: {
      name: stringColumn('nom'),
      alias: inChild('equipements', tokenColumn('genre')),
      partof: referenceColumn('dans', 'Location'),
    },
    toResource: ({ site, code, guid, nom, dans, equipements }) => ({
      resourceType: 'Location',
      extension: [guid === '' ? null : { url: 'urn:guid', valueString: guid }],
      identifier: [{ system: CODE, value: `${site}-${code}` }],
      name: nom,
      alias: equipements.map(({ genre }) => genre),
      partOf: referenceTo('Location', dans),
    }),
    toRow: ({ identifier, name, alias = [], partOf }) => {
      const [site, ...code] = identifier?.[0]?.value?.split('-') ?? [];
      return {
        site,
        code: code.join('-'),
        nom: name,
        dans: keyIn('Location', partOf),
        equipements: alias.map((genre) => ({ genre })),
      };
    },
    ...options,
  });
}

const FORMS: readonly [string, Partial<TableMapping<Location, Salle>>][] = [
  ['the time of their deletion', {}],
  ['a flag, with a history beside', { deletion: deletionMark('actif', { kept: 1, deleted: 0 }), history: 'fhir_past' }],
];

const servers = databases.filter(({ name }) => name !== 'SQLite');
if (servers.length === 0) {
  it.skip('needs a MariaDB or MySQL server (TEST_DATABASE_URL), because existing tables are supported on these only', () =>
    undefined);
}

for (const { name, createDatabase } of servers) {
  for (const [form, options] of FORMS) {
    describeStore<Location>(
      async () => {
        const database = await createDatabase();
        await make(database);
        const { store, close } = await openFacade({ url: database.url }, [rooms(options)]);
        return {
          store,
          close: async () => {
            await close();
            await database.drop();
          },
        };
      },
      {
        title: `tables with a key of two columns and rows marked by ${form}, on ${name}`,
        type: 'Location',
        assigned: ['extension'],
        capabilities: {
          versions: options.history === undefined ? 'current' : 'kept',
          history: options.history !== undefined,
          ids: 'store',
          creates: true,
          updates: true,
          deletes: true,
          locks: true,
          referrers: true,
          search: ['_id', '_lastUpdated', 'name', 'alias', 'partof'],
          sort: ['_id', '_lastUpdated'],
          sortAmong: ['_lastUpdated'],
        },
        searchParameters: [
          { code: 'name', type: 'string', expression: 'Location.name', documentation: { en: 'x', fr: 'x' } },
          { code: 'partof', type: 'reference', expression: 'Location.partOf', documentation: { en: 'x', fr: 'x' } },
        ],
        sample: (n) => ({
          resourceType: 'Location',
          identifier: [{ system: CODE, value: `T${n % 7}-${randomUUID()}` }],
          name: `Été ${n % 3}`,
          ...(n % 3 === 0 && { partOf: { reference: `Location/${(n % 2) + 1}` } }),
          ...(n % 2 && { alias: [`b${n}`, `a${n}`, 'c'] }),
        }),
        change: (room, n) => ({ ...room, name: `Hiver ${n}`, alias: [`x${n}`] }),
        refer: (room, { id }) => ({ ...room, partOf: { reference: `Location/${id}` } }),
      },
    );
  }

  describe(`tables as they are found, on ${name}`, () => {
    let database: TestDatabase;
    let outside: Connection;
    let opened: { readonly store: ResourceStore; close(): Promise<void> }[];
    beforeEach(async () => {
      opened = [];
      database = await createDatabase();
      outside = await make(database, false);
    });
    afterEach(async () => {
      for (const { close } of opened) await close();
      await outside.end();
      await database.drop();
    });

    const open = async (mapping: Mapped): Promise<ResourceStore> => {
      const one = await openFacade({ url: database.url }, [mapping]);
      opened.push(one);
      return one.store;
    };
    const rowsOf = async (sql: string) => (await outside.query<RowDataPacket[]>(sql))[0];
    const contentOf = async (store: ResourceStore, id: string) =>
      JSON.parse((await store.read('Location', id))?.json ?? 'null') as Location | null;

    it('child rows are those of the same columns, in the order of their rank', async () => {
      const store = await open(rooms());
      expect((await contentOf(store, '1'))?.alias).toEqual(['lampe', 'air']);
      expect((await contentOf(store, '2'))?.alias).toBeUndefined();
      expect((await contentOf(store, '3'))?.alias).toEqual(['lit']);
      const clause = { kind: 'token', code: 'alias', values: [{ value: 'lit' }] } as const;
      const { versions } = await store.search({ type: 'Location', clauses: [clause], count: 10, bytes: 1e6 });
      expect(versions.map(({ id }) => id)).toEqual(['3']);
    });

    it('what the database fills in may be left out, but not be replaced', async () => {
      const store = await open(rooms());
      const [row] = await rowsOf('SELECT guid FROM salle WHERE fhir_id = 1');
      const { extension, ...rest } = (await contentOf(store, '1'))!;
      expect(extension).toEqual([{ url: 'urn:guid', valueString: row!['guid'] as string }]);
      const kept = await write(store, { ...rest, name: 'A' });
      expect(JSON.parse(kept.json!)).toMatchObject({ name: 'A', extension });
      const other = [{ url: 'urn:guid', valueString: randomUUID() }];
      await expect(write(store, { ...rest, name: 'B', extension: other })).rejects.toThrow(
        'The tables behind this server cannot store Location.extension[0].valueString as it was sent',
      );
    });

    it('a deletion marks the row, and leaves its child rows alone', async () => {
      const store = await open(rooms());
      await write(store, null);
      expect(await rowsOf('SELECT supprime_le IS NOT NULL AS gone FROM salle WHERE fhir_id = 1')).toEqual([
        { gone: 1 },
      ]);
      expect(await rowsOf("SELECT genre FROM equipement WHERE site = 'N001'")).toHaveLength(2);
    });

    it('a marked row is not read, found, counted, locked or a referrer', async () => {
      const store = await open(rooms());
      await outside.query('UPDATE salle SET dans = 2, supprime_le = CURRENT_TIMESTAMP WHERE fhir_id = 1');
      expect(await store.read('Location', '1')).toBeUndefined();
      for (const sort of [[], [{ code: '_lastUpdated', of: 'lastUpdated', descending: false }]] as const) {
        const page = await store.search({ type: 'Location', clauses: [], sort, count: 10, bytes: 1e6 });
        expect([page.versions.map(({ id }) => id), page.total]).toEqual([['2', '3'], 2]);
      }
      const keys = ['1', '2'].map((id) => ({ type: 'Location', id }));
      expect(await store.transaction((unit) => unit.missing(keys))).toEqual([keys[0]]);
      expect(await store.transaction((unit) => unit.referrers('Location', '2', 9))).toEqual([]);
      await outside.query('UPDATE salle SET supprime_le = NULL WHERE fhir_id = 1');
      expect(await store.transaction((unit) => unit.referrers('Location', '2', 9))).toHaveLength(1);
    });

    it('a row whose mark is taken away again has another version', async () => {
      const store = await open(rooms());
      const before = await store.read('Location', '1');
      await write(store, null);
      await outside.query('UPDATE salle SET supprime_le = NULL, maj = maj WHERE fhir_id = 1');
      expect((await store.read('Location', '1'))!.versionId).not.toBe(before!.versionId);
    });

    it('a key that is not a number stops the start, with what to do', async () => {
      await expect(open(rooms({ key: 'guid' }))).rejects.toThrow(
        'The key column guid of salle does not hold whole numbers; add a column that does, and name it as key: ' +
          'ALTER TABLE salle ADD COLUMN fhir_id BIGINT NOT NULL AUTO_INCREMENT UNIQUE',
      );
    });

    it.each<[string, Partial<TableMapping<Location, Salle>>]>([
      ['The table salle has no column cod', { children: { equipements: { table: 'equipement', parent: { code: 'cod' }, rank: 'rang' } } }],
      ['The table equipement has no column cod', { children: { equipements: { table: 'equipement', parent: { cod: 'code' }, rank: 'rang' } } }],
      ['The table salle has no column supprime', { deletion: deletionMark('supprime') }],
    ])('a column that does not exist stops the start: %s', async (message, options) => {
      await expect(open(rooms(options))).rejects.toThrow(message);
    }); // prettier-ignore

    it.each(['Київ', '😀', 'Œ', 'Ā'])(
      'text that the column cannot hold is refused, in writes and in searches: %s',
      async (text) => {
        const store = await open(rooms());
        const { extension: _, ...rest } = (await contentOf(store, '1'))!;
        const isHeld = text === 'Œ';
        for (const match of ['starts', 'contains', 'equals', 'exact'] as const) {
          const clause = { kind: 'string', code: 'name', match, values: [text, 'Bloc 3'] } as const;
          const token = { kind: 'token', code: 'alias', values: [{ value: text }] } as const;
          const found = async (clauses: readonly SearchClause[]) =>
            (await store.search({ type: 'Location', clauses, count: 10, bytes: 1e6 })).versions.map(({ id }) => id);
          const searching = [found([clause]), found([token])];
          await (isHeld
            ? expect(Promise.all(searching)).resolves.toEqual([['3'], []])
            : expect(Promise.allSettled(searching)).resolves.toMatchObject([REFUSED, REFUSED]));
        }
        const writing = write(store, { ...rest, name: text });
        await (isHeld ? writing : expect(writing).rejects.toMatchObject({ kind: 'unprocessable' }));
        expect((await contentOf(store, '1'))?.name).toBe(isHeld ? text : 'Bloc 1');
      },
    );

    it.each([
      ['fhir_id', true],
      ['actif', false],
    ])('resources are created if the database assigns the key (%s: %s)', async (key, creates) => {
      const store = await open(rooms({ key }));
      expect(store.capabilities('Location').creates).toBe(creates);
    });

    /** Replaces room 1, or deletes it. */
    async function write(store: ResourceStore, resource: Location | null) {
      const before = (await store.read('Location', '1'))!;
      const draft: VersionDraft = {
        type: 'Location', id: '1', interaction: resource ? 'update' : 'delete', at: new Date(), render: () => '',
        resource: resource as JsonObject | null,
      }; // prettier-ignore
      return store.transaction((unit) => unit.write(draft, before.versionId));
    }
  });
}

async function make({ url }: TestDatabase, andClose = true): Promise<Connection> {
  const connection = await createConnection(url.replace('mariadb:', 'mysql:'));
  for (const sql of SCHEMA) await connection.query(sql);
  if (andClose) await connection.end();
  return connection;
}
