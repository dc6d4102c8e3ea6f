import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

const WORDS = 'fhir_search_words';
const REBUILT = 'fhir_search_words_rebuilt';
const FULLTEXT = 'fhir_search_fulltext';
const TERMS = 'fhir_search_fulltext_terms';

/** Each word behind the type and the code of its document. */
const termsOf = (row: string): string =>
  `replace(${row}.words, char(10), char(10) || ${row}.type || ' ' || ${row}.code || ' ')`;

/** A word may contain any character but a line break, so all of them belong to a term. */
const TOKENIZER = `ascii tokenchars ${quoted(' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')}`;

/** FTS5 keeps neither the documents, which are in the table, nor where in a document a word stands. */
const INDEX: readonly string[] = [
  `CREATE VIRTUAL TABLE IF NOT EXISTS ${FULLTEXT} USING fts5(words, content='', columnsize=0, detail=none, tokenize=${quoted(TOKENIZER)})`,
  `CREATE VIRTUAL TABLE IF NOT EXISTS ${TERMS} USING fts5vocab(${quoted(FULLTEXT)}, 'instance')`,
];
const TRIGGERS: readonly string[] = [
  `CREATE TRIGGER IF NOT EXISTS fhir_search_words_added AFTER INSERT ON ${WORDS} BEGIN
    INSERT INTO ${FULLTEXT} (rowid, words) VALUES (new.doc, ${termsOf('new')}); END`,
  `CREATE TRIGGER IF NOT EXISTS fhir_search_words_removed AFTER DELETE ON ${WORDS} BEGIN
    INSERT INTO ${FULLTEXT} (${FULLTEXT}, rowid, words) VALUES ('delete', old.doc, ${termsOf('old')}); END`,
];

/**
 * On SQLite, words are kept in documents behind a full-text index. A row per word, with its index, was most of what a
 * write cost. Other engines keep their rows.
 */
export class WordDocuments1764700000000 implements MigrationInterface {
  readonly name = 'WordDocuments1764700000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    if (engineOf(runner.dataSource.options) !== 'sqlite' || (await runner.hasColumn(WORDS, 'doc'))) return;
    await runner.dropTable(REBUILT, true);
    await runner.createTable(documentTable());
    await runner.query(
      `INSERT INTO ${REBUILT} (type, code, id, record, label, words)
        SELECT type, code, id, record, label, char(10) || group_concat(words, char(10))
        FROM ${WORDS} GROUP BY type, code, id, record, label`,
    );
    await replace(runner);
    await runner.createIndex(
      WORDS,
      new TableIndex({
        name: 'fhir_search_words_of',
        columnNames: ['type', 'code', 'id', 'record', 'label'],
        isUnique: true,
      }),
    );
    for (const statement of INDEX) await runner.query(statement);
    await runner.query(
      `INSERT INTO ${FULLTEXT} (rowid, words) SELECT d.doc, ${termsOf('d')} FROM ${WORDS} d ORDER BY d.doc`,
    );
    for (const statement of TRIGGERS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (engineOf(runner.dataSource.options) !== 'sqlite' || !(await runner.hasColumn(WORDS, 'doc'))) return;
    await runner.dropTable(REBUILT, true);
    await runner.createTable(wordTable());
    // A word as JSON text: quotation marks and backslashes are written with a backslash.
    await runner.query(
      `INSERT INTO ${REBUILT} (type, code, id, words, record, label)
        SELECT d.type, d.code, d.id, word.value, d.record, d.label FROM ${WORDS} d,
          json_each('["' || replace(replace(replace(substr(d.words, 2), '\\', '\\\\'), '"', '\\"'), char(10), '","') || '"]') word`,
    );
    // With the table go its triggers, which would take every word out of the index.
    for (const table of [TERMS, FULLTEXT]) await runner.query(`DROP TABLE IF EXISTS ${table}`);
    for (const trigger of ['added', 'removed']) await runner.query(`DROP TRIGGER IF EXISTS ${WORDS}_${trigger}`);
    await replace(runner);
    await runner.createIndex(
      WORDS,
      new TableIndex({ name: 'fhir_search_words_by_words', columnNames: ['type', 'code', 'words', 'id'] }),
    );
  }
}

async function replace(runner: QueryRunner): Promise<void> {
  await runner.dropTable(WORDS);
  await runner.renameTable(REBUILT, WORDS);
}

function documentTable(): Table {
  const types = columnTypes('sqlite');
  return new Table({
    name: REBUILT,
    columns: [
      { name: 'doc', ...types.count, isPrimary: true },
      { name: 'type', ...types.code },
      { name: 'code', ...types.code },
      { name: 'id', ...types.id },
      { name: 'record', ...types.count, default: 0 },
      { name: 'label', ...types.instant, default: 0 },
      { name: 'words', ...types.body },
    ],
  });
}

/** The table as the migrations before this one left it. */
function wordTable(): Table {
  const types = columnTypes('sqlite');
  return new Table({
    name: REBUILT,
    withoutRowid: true,
    columns: [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'code', ...types.code, isPrimary: true },
      { name: 'id', ...types.id, isPrimary: true },
      { name: 'words', ...types.path, length: '100', isPrimary: true },
      { name: 'record', ...types.count, default: 0, isPrimary: true },
      { name: 'label', ...types.instant, default: 0, isPrimary: true },
    ],
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
