import { unitVector, type EntryOf, type IndexKind } from '../../fhir';
import { tokenHash, valueKey } from '../token-hash';
import type { SqlValue } from './sql-database';

/** Record number of an entry that belongs to no record. */
const NO_RECORD = 0;
/** Label of an entry that everybody may see. */
const NO_LABEL = 0;

/**
 * One table of the search index: its columns besides `type`, `code`, `id`, `record` and `label`, which all tables have.
 */
interface IndexTable<K extends IndexKind> {
  readonly name: string;
  /** Key columns after `type`, `code` and `id`. */
  readonly key: readonly string[];
  /** The other columns. */
  readonly rest: readonly string[];
  /**
   * The row of an entry: type, code, id, key columns, record, label, other columns. Written as one list, because a
   * resource has dozens of rows, and putting each together from parts takes ten times its size in memory.
   */
  rowOf(type: string, id: string, entry: EntryOf<K>): SqlValue[];
}

/** By kind of entry; `search-tables.ts` and the migrations define their columns and indexes. */
const TABLES: { readonly [K in IndexKind]: IndexTable<K> } = {
  token: {
    name: 'fhir_search_token',
    key: ['token_hash'],
    rest: ['value_hash'],
    rowOf: (type, id, entry) => {
      const { code, value, record = NO_RECORD, label = NO_LABEL } = entry;
      return [type, code, id, tokenHash(entry), record, label, valueKey(value)];
    },
  },
  string: {
    name: 'fhir_search_string',
    key: ['text_hash'],
    rest: ['folded'],
    rowOf: (type, id, { code, text, folded, record = NO_RECORD, label = NO_LABEL }) => {
      return [type, code, id, tokenHash({ value: text }), record, label, folded];
    },
  },
  reference: {
    name: 'fhir_search_reference',
    key: ['target_type', 'target_id'],
    rest: [],
    rowOf: (type, id, { code, type: targetType, id: targetId, record = NO_RECORD, label = NO_LABEL }) => {
      return [type, code, id, targetType, targetId, record, label];
    },
  },
  date: {
    name: 'fhir_search_date',
    key: ['low', 'high'],
    rest: [],
    rowOf: (type, id, { code, low, high, record = NO_RECORD, label = NO_LABEL }) => {
      return [type, code, id, low, high, record, label];
    },
  },
  quantity: {
    name: 'fhir_search_quantity',
    key: ['low', 'high', 'unit_hash'],
    rest: ['symbol_hash'],
    rowOf: (type, id, { code, low, high, system, unit, record = NO_RECORD, label = NO_LABEL }) => {
      const unitHash = tokenHash({ system, value: unit });
      return [type, code, id, low, high, unitHash, record, label, tokenHash({ value: unit })];
    },
  },
  uri: {
    name: 'fhir_search_uri',
    key: ['uri'],
    rest: [],
    rowOf: (type, id, { code, uri, record = NO_RECORD, label = NO_LABEL }) => [type, code, id, uri, record, label],
  },
  position: {
    name: 'fhir_search_position',
    key: ['latitude', 'longitude'],
    rest: ['x', 'y', 'z'],
    rowOf: (type, id, entry) => {
      const { code, latitude, longitude, record = NO_RECORD, label = NO_LABEL } = entry;
      return [type, code, id, latitude, longitude, record, label, ...unitVector(entry)];
    },
  },
  words: {
    name: 'fhir_search_words',
    key: ['words'],
    rest: [],
    rowOf: (type, id, { code, words, record = NO_RECORD, label = NO_LABEL }) => [type, code, id, words, record, label],
  },
};

export const INDEX_KINDS = Object.keys(TABLES) as readonly IndexKind[];

function withRecord<K extends IndexKind>(kind: K): IndexTable<K> {
  const table = TABLES[kind];
  return { ...table, key: [...table.key, 'record', 'label'] };
}

export const INDEX_TABLES = Object.fromEntries(INDEX_KINDS.map((kind) => [kind, withRecord(kind)])) as unknown as {
  readonly [K in IndexKind]: IndexTable<K>;
};
