import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { IndexEntry, IndexFault, ResourceStore } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { databases, type TestDatabase } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

type Words = Extract<IndexEntry, { kind: 'words' }>;

const sqlite = databases.find(({ name }) => name === 'SQLite')!;
/** Words with what FTS5, LIKE and JSON give a meaning to. */
const WORDS = ['a', 'ab', "l'hay", 'saint "jean"', 'c:\\d', '100 %', 'x*', 'été', '漢字', '(or)', 'not', '_'];

const TERMS = 'SELECT t.term, t.doc FROM fhir_search_fulltext_terms t ORDER BY t.doc, t.term';
const DOCUMENTS = 'SELECT doc, type, code, id, record, label, words FROM fhir_search_words';

interface DocumentRow {
  readonly doc: number;
  readonly type: string;
  readonly code: string;
  readonly id: string;
  readonly record: number;
  readonly label: number;
  readonly words: string;
}

describe('documents of words', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let store: ResourceStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    database = await sqlite.createMigrated();
    ({ store, close } = await openSqlStore({ url: database.url }));
    dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await close();
    await database.drop();
  });

  const documents = () => dataSource.query<DocumentRow[]>(DOCUMENTS);
  /** Each word of each document, as text. */
  const said = (entries: readonly Words[], id: string): string[] =>
    entries.map(({ code, record = 0, label = 0, words }) => [id, code, record, label, words].join(' | '));
  const stored = async (): Promise<string[]> =>
    (await documents()).flatMap(({ id, code, record, label, words }) =>
      said(words.split('\n').slice(1).map((each): Words => ({ kind: 'words', code, record, label, words: each })), id),
    ).sort(); // prettier-ignore
  /** What the full-text index holds, and what it should hold. */
  const terms = async (): Promise<[held: string[], due: string[]]> => {
    const held = await dataSource.query<{ term: string; doc: number }[]>(TERMS);
    const due = (await documents()).flatMap(({ doc, type, code, words }) =>
      words.split('\n').slice(1).map((word) => `${doc} ${type} ${code} ${word}`.toLowerCase()),
    ); // prettier-ignore
    return [held.map(({ term, doc }) => `${doc} ${term}`).sort(), due.sort()];
  };

  const entry = fc.record({
    kind: fc.constant('words' as const),
    code: fc.constantFrom('_content', '_text'),
    words: fc.constantFrom(...WORDS),
    record: fc.constantFrom(0, 1),
    label: fc.constantFrom(0, 4),
  });
  const wordsOfOne = fc.uniqueArray(entry, { maxLength: 12, selector: (each) => JSON.stringify(each) });

  it('and their index hold exactly the words of the last version, after any changes', async () => {
    const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b'), wordsOfOne), { minLength: 1, maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(changes, async (steps) => {
        run += 1;
        const now = new Map<string, { version: number; words: Words[] }>();
        for (const [name, wanted] of steps) {
          const id = `${name}${run}`;
          const { version, words } = now.get(id) ?? { version: 0, words: [] };
          const is = (one: Words) => JSON.stringify(one);
          const kept = new Set(wanted.map(is));
          const had = new Set(words.map(is));
          const change = entriesChange(wanted.filter((each) => !had.has(is(each))), words.filter((each) => !kept.has(is(each)))); // prettier-ignore
          await write(store, versionOf(id, version + 1), change);
          now.set(id, { version: version + 1, words: wanted });
        }
        const expected = [...now].flatMap(([id, { words }]) => said(words, id)).sort();
        const ofThisRun = (line: string) => now.has(line.split(' | ')[0]!);
        expect((await stored()).filter(ofThisRun)).toEqual(expected);
        const [held, due] = await terms();
        expect(held).toEqual(due);
      }),
      { numRuns: 40 },
    );
    await dataSource.query("INSERT INTO fhir_search_fulltext (fhir_search_fulltext) VALUES ('integrity-check')");
  });

  it.each<[what: string, statement: string, found: { missing: number; surplus: number }]>([
    ['a word that is missing', "INSERT INTO fhir_search_fulltext (fhir_search_fulltext, rowid, words) SELECT 'delete', doc, 'organization _content ab' FROM fhir_search_words", { missing: 1, surplus: 0 }],
    ['a word too many', "INSERT INTO fhir_search_fulltext (rowid, words) SELECT doc, 'organization _content b' FROM fhir_search_words", { missing: 0, surplus: 1 }],
    ['the words of a document that is gone', "INSERT INTO fhir_search_fulltext (rowid, words) VALUES (99, 'organization _content ab')", { missing: 0, surplus: 1 }],
  ])('are compared with their index, which is made anew if it has %s', async (_what, statement, found) => {
    const words = ['a', 'ab'].map((each): Words => ({ kind: 'words', code: '_content', words: each }));
    await write(store, versionOf('one', 1), entriesChange(words));
    const verified = async (mend: boolean) => {
      const faults: IndexFault[] = [];
      const pages = store.index!.verify('Organization', ['_content'], () => ({ entries: words, references: [] }), mend);
      for await (const page of pages) faults.push(...page.faults);
      return faults;
    };
    expect(await verified(false)).toEqual([]);
    await dataSource.query(statement);
    const faults = [{ id: '', table: 'fhir_search_fulltext', ...found }];
    expect([await verified(false), await verified(true), await verified(false)]).toEqual([faults, faults, []]);
    const [held, due] = await terms();
    expect(held).toEqual(due);
    await dataSource.query(statement);
    expect(await verified(false)).toEqual(faults);
    for await (const { count } of store.index!.rebuild('Organization', ['_content'], () => words, '')) expect(count).toBe(1);
    expect(await verified(false)).toEqual([]);
  }); // prettier-ignore

  it('hold a word once, even if it is added again', async () => {
    const words: Words[] = [{ kind: 'words', code: '_content', words: 'a' }];
    for (const version of [1, 2]) await write(store, versionOf('again', version), entriesChange(words));
    expect(await stored()).toEqual(said(words, 'again'));
    const [held, due] = await terms();
    expect(held).toEqual(due);
  });

  it('are gone when none of their words is left', async () => {
    const words: Words[] = [{ kind: 'words', code: '_content', words: 'a' }];
    await write(store, versionOf('gone', 1), entriesChange(words));
    expect(await stored()).toEqual(said(words, 'gone'));
    await write(store, versionOf('gone', 2), entriesChange([], words));
    expect([await documents(), await terms()]).toEqual([[], [[], []]]);
  });

  it('keep their words through their migration, there and back', async () => {
    const words = WORDS.flatMap((each, n): Words[] => [
      { kind: 'words', code: `c${n % 2}`, words: each, label: n % 3 },
    ]);
    await write(store, versionOf('kept', 1), entriesChange(words));
    const before = await stored();
    await dataSource.undoLastMigration();
    const rows = await dataSource.query<{ code: string; words: string; record: number; label: number }[]>(
      'SELECT code, words, record, label FROM fhir_search_words',
    );
    expect(said(rows.map((row): Words => ({ kind: 'words', ...row })), 'kept').sort()).toEqual(before); // prettier-ignore
    await dataSource.runMigrations();
    expect(await stored()).toEqual(before);
    const [held, due] = await terms();
    expect(held).toEqual(due);
  });
});
