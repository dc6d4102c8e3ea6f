import { EntitySchema } from 'typeorm';
import { columnTypes, type ColumnMeaning } from './column-types';
import type { Engine } from './database-url';

/** A table of the search index. Its key begins with the type, the search parameter and the id. */
interface SearchTable {
  readonly name: string;
  /** Key columns after `type`, `code` and `id`, and before `record` and `label`. */
  readonly key: Readonly<Record<string, ColumnMeaning>>;
  readonly rest?: Readonly<Record<string, ColumnMeaning>>;
  /**
   * Columns by name of the index. Each index covers certain kinds of clauses on its own, without reading rows. Each one
   * makes a write touch two more pages of the database, so a narrower kind of clause uses the columns of a wider one's
   * index.
   */
  readonly indices: Readonly<Record<string, readonly string[]>>;
}

/**
 * One table for each kind of entry (`IndexEntry`). Hashes come from `tokenHash`, those of a value alone from
 * `valueKey`; time ranges are in milliseconds since 1970.
 */
const TABLES: readonly SearchTable[] = [
  {
    name: 'fhir_search_token',
    key: { token_hash: 'hash' },
    rest: { value_hash: 'hash' },
    indices: {
      fhir_search_token_by_value: ['type', 'code', 'value_hash', 'id', 'token_hash'],
    },
  },
  {
    name: 'fhir_search_string',
    key: { text_hash: 'hash' },
    rest: { folded: 'folded' },
    indices: {
      fhir_search_string_by_folded: ['type', 'code', 'folded', 'id', 'text_hash'],
    },
  },
  {
    name: 'fhir_search_reference',
    key: { target_type: 'code', target_id: 'id' },
    indices: { fhir_search_reference_by_target: ['type', 'code', 'target_id', 'target_type', 'id'] },
  },
  {
    name: 'fhir_search_date',
    key: { low: 'instant', high: 'instant' },
    indices: {
      fhir_search_date_by_low: ['type', 'code', 'low', 'high', 'id'],
      fhir_search_date_by_high: ['type', 'code', 'high', 'low', 'id'],
    },
  },
  {
    name: 'fhir_search_quantity',
    key: { low: 'number', high: 'number', unit_hash: 'hash' },
    rest: { symbol_hash: 'hash' },
    indices: { fhir_search_quantity_by_low: ['type', 'code', 'low', 'high', 'id', 'unit_hash', 'symbol_hash'] },
  },
  {
    name: 'fhir_search_uri',
    key: { uri: 'uri' },
    indices: { fhir_search_uri_by_uri: ['type', 'code', 'uri', 'id'] },
  },
  {
    name: 'fhir_search_position',
    key: { latitude: 'number', longitude: 'number' },
    rest: { x: 'number', y: 'number', z: 'number' },
    indices: { fhir_search_position_by_place: ['type', 'code', 'latitude', 'longitude', 'id', 'x', 'y', 'z'] },
  },
];

const WORDS: SearchTable = {
  name: 'fhir_search_words',
  key: { words: 'words' },
  indices: { fhir_search_words_by_words: ['type', 'code', 'words', 'id'] },
};

/**
 * Where words are kept in documents (`sql/word-documents.ts`): `words` are all words of a document, each after a line
 * break. The migrations also make its full-text index and the triggers that fill it, which TypeORM does not describe.
 */
function documentTable(): EntitySchema {
  const types = columnTypes('sqlite');
  return new EntitySchema({
    name: WORDS.name,
    tableName: WORDS.name,
    columns: {
      doc: { ...types.count, primary: true },
      type: types.code,
      code: types.code,
      id: types.id,
      record: { ...types.count, default: 0 },
      label: { ...types.instant, default: 0 },
      words: types.body,
    },
    indices: [{ name: 'fhir_search_words_of', columns: ['type', 'code', 'id', 'record', 'label'], unique: true }],
  });
}

/**
 * The search index: an index of one of its tables alone tells which current resources match a search. A row belongs to
 * its resource: to write it, a transaction must hold the lock on the resource's row in `fhir_resource`.
 * `fhir_search_index` says which search parameters the rows of a type were made from.
 */
export function searchTables(engine: Engine): EntitySchema[] {
  const types = columnTypes(engine);
  const state = new EntitySchema({
    name: 'fhir_search_index',
    tableName: 'fhir_search_index',
    columns: { type: { ...types.code, primary: true }, digest: types.hash },
  });
  const indexed = (engine === 'sqlite' ? TABLES : [...TABLES, WORDS]).map(({ name, key, rest = {}, indices }) => {
    const column = (meaning: ColumnMeaning, primary = false) => ({ ...types[meaning], primary });
    const columnsOf = (columns: Readonly<Record<string, ColumnMeaning>>, primary: boolean) =>
      Object.fromEntries(Object.entries(columns).map(([each, meaning]) => [each, column(meaning, primary)]));
    return new EntitySchema({
      name,
      tableName: name,
      // The rows are stored in the primary key itself, which halves the writes.
      ...(engine === 'sqlite' && { withoutRowid: true }),
      columns: {
        type: column('code', true),
        code: column('code', true),
        id: column('id', true),
        ...columnsOf(key, true),
        record: { ...column('count', true), default: 0 },
        label: { ...column('instant', true), default: 0 },
        ...columnsOf(rest, false),
      },
      indices: Object.entries(indices).map(([index, columns]) => ({ name: index, columns: [...columns] })),
    });
  });
  return [...indexed, ...(engine === 'sqlite' ? [documentTable()] : []), state];
}
