import type { SearchSort, SortedKind } from '../../../fhir';
import { INDEX_TABLES } from '../index-tables';
import type { Part } from '../part';

/** Where the values of a key stand. */
export interface SortKey {
  readonly table: string;
  /** In the order of this one nothing is sorted; to SQLite, which finds it by itself, this is a comment. */
  readonly index: string;
  /** Columns that are compared, the first one first. */
  readonly columns: readonly string[];
  /** What else tells rows of one resource apart. */
  readonly others: readonly string[];
  /** Conditions on a row of the table, whatever its resource. */
  rows(alias: string): Part;
  readonly descending: boolean;
  /** A resource has several rows, or none. */
  readonly isEntry: boolean;
}

interface Order {
  readonly up: readonly string[];
  readonly down?: readonly string[];
  readonly index: string;
  readonly indexDown?: string;
}

/** As `positionOf` compares entries. */
const ORDERS: Readonly<Record<SortedKind, Order>> = {
  token: { up: ['value_hash'], index: 'fhir_search_token_by_value' },
  string: { up: ['folded'], index: 'fhir_search_string_by_folded' },
  reference: { up: ['target_id', 'target_type'], index: 'fhir_search_reference_by_target' },
  date: {
    up: ['low', 'high'],
    down: ['high', 'low'],
    index: 'fhir_search_date_by_low',
    indexDown: 'fhir_search_date_by_high',
  },
  quantity: { up: ['low', 'high'], index: 'fhir_search_quantity_by_low' },
  uri: { up: ['uri'], index: 'fhir_search_uri_by_uri' },
};

export function sortKey(type: string, { code, of, descending }: SearchSort): SortKey {
  if (of === 'id' || of === 'lastUpdated') {
    return {
      table: 'fhir_resource',
      index: of === 'id' ? 'PRIMARY' : 'fhir_resource_by_update',
      columns: [of === 'id' ? 'id' : 'last_updated'],
      others: [],
      rows: (alias) => ({ sql: `${alias}.type = ? AND ${alias}.interaction <> 'delete'`, values: [type] }),
      descending,
      isEntry: false,
    };
  }
  const { up, down = up, index, indexDown = index } = ORDERS[of];
  const { name, key } = INDEX_TABLES[of];
  const columns = descending ? down : up;
  return {
    table: name,
    index: descending ? indexDown : index,
    columns,
    others: key.filter((column) => !columns.includes(column)),
    rows: (alias) => ({ sql: `${alias}.type = ? AND ${alias}.code = ?`, values: [type, code] }),
    descending,
    isEntry: true,
  };
}
