import { unitVector, type EntryOf, type IndexKind } from '../../fhir';
import { tokenHash, valueKey } from '../token-hash';
import type { SqlValue } from './sql-database';

/**
 * One table of the search index: its columns besides `type`, `code`, `id`, `record` and `label`, which all tables have.
 */
interface IndexTable<K extends IndexKind> {
  readonly name: string;
  /** Key columns after `type`, `code` and `id`. */
  readonly key: readonly string[];
  keyOf(entry: EntryOf<K>): readonly SqlValue[];
  /** The other columns. */
  readonly rest: readonly string[];
  restOf(entry: EntryOf<K>): readonly SqlValue[];
}

/** By kind of entry; `search-tables.ts` and the migrations define their columns and indexes. */
const TABLES: { readonly [K in IndexKind]: IndexTable<K> } = {
  token: {
    name: 'fhir_search_token',
    key: ['token_hash'],
    keyOf: (entry) => [tokenHash({ system: entry.system, value: entry.value })],
    rest: ['value_hash'],
    restOf: ({ value }) => [valueKey(value)],
  },
  string: {
    name: 'fhir_search_string',
    key: ['text_hash'],
    keyOf: ({ text }) => [tokenHash({ value: text })],
    rest: ['folded'],
    restOf: ({ folded }) => [folded],
  },
  reference: {
    name: 'fhir_search_reference',
    key: ['target_type', 'target_id'],
    keyOf: (entry) => [entry.type, entry.id],
    rest: [],
    restOf: () => [],
  },
  date: {
    name: 'fhir_search_date',
    key: ['low', 'high'],
    keyOf: ({ low, high }) => [low, high],
    rest: [],
    restOf: () => [],
  },
  quantity: {
    name: 'fhir_search_quantity',
    key: ['low', 'high', 'unit_hash'],
    keyOf: ({ low, high, system, unit }) => [low, high, tokenHash({ system, value: unit })],
    rest: ['symbol_hash'],
    restOf: ({ unit }) => [tokenHash({ value: unit })],
  },
  uri: {
    name: 'fhir_search_uri',
    key: ['uri'],
    keyOf: ({ uri }) => [uri],
    rest: [],
    restOf: () => [],
  },
  position: {
    name: 'fhir_search_position',
    key: ['latitude', 'longitude'],
    keyOf: ({ latitude, longitude }) => [latitude, longitude],
    rest: ['x', 'y', 'z'],
    restOf: unitVector,
  },
  words: {
    name: 'fhir_search_words',
    key: ['words'],
    keyOf: ({ words }) => [words],
    rest: [],
    restOf: () => [],
  },
};

export const INDEX_KINDS = Object.keys(TABLES) as readonly IndexKind[];

/** Record number of an entry that belongs to no record. */
const NO_RECORD = 0;
/** Label of an entry that everybody may see. */
const NO_LABEL = 0;

function withRecord<K extends IndexKind>(kind: K): IndexTable<K> {
  const { key, keyOf, ...table } = TABLES[kind];
  return {
    ...table,
    key: [...key, 'record', 'label'],
    keyOf: (entry) => [...keyOf(entry), entry.record ?? NO_RECORD, entry.label ?? NO_LABEL],
  };
}

export const INDEX_TABLES = Object.fromEntries(INDEX_KINDS.map((kind) => [kind, withRecord(kind)])) as unknown as {
  readonly [K in IndexKind]: IndexTable<K>;
};
