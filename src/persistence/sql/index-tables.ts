import type { EntryOf, IndexKind } from '../../fhir';
import { tokenHash } from '../token-hash';
import type { SqlValue } from './sql-database';

/** One table of the search index: what its rows have besides `type`, `code` and `id`, which all have. */
interface IndexTable<K extends IndexKind> {
  readonly name: string;
  /** Columns of the key, after the common ones. */
  readonly key: readonly string[];
  keyOf(entry: EntryOf<K>): readonly SqlValue[];
  /** The other columns. */
  readonly rest: readonly string[];
  restOf(entry: EntryOf<K>): readonly SqlValue[];
}

/** By kind of entry; `tables.ts` and the migrations say what their columns are, and which indexes they have. */
export const INDEX_TABLES: { readonly [K in IndexKind]: IndexTable<K> } = {
  token: {
    name: 'fhir_search_token',
    key: ['token_hash'],
    keyOf: (entry) => [tokenHash({ system: entry.system, value: entry.value })],
    rest: ['value_hash'],
    restOf: ({ value }) => [tokenHash({ value })],
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
};

export const INDEX_KINDS = Object.keys(INDEX_TABLES) as readonly IndexKind[];
