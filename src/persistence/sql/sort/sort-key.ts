import { type SearchSort, type SortedKind, type SortStep } from '../../../fhir';
import { INDEX_TABLES } from '../index-tables';
import { isSeen, part, type Part, type RowMask } from '../part';
import { byReferrer, byTarget } from '../plan/reference-tables';

/** Where the values of a sort key are stored. */
export interface SortKey {
  readonly table: string;
  /**
   * The index that has this order, so that nothing is sorted. In SQLite the hint is a comment; it finds the index by
   * itself.
   */
  readonly index: string;
  /** Columns to compare, in order. */
  readonly columns: readonly string[];
  /** Further columns that distinguish rows of one resource. */
  readonly others: readonly string[];
  /** Conditions on a row of the table, whatever its resource. */
  rows(alias: string): Part;
  readonly descending: boolean;
  /** True when a resource may have several rows or none. */
  readonly isEntry: boolean;
  /** Set when the values are those of resources that references lead to; absent when they are the resource's own. */
  readonly over?: Over;
}

/** References from a resource to the one it is sorted by, as rows `prefix0`, `prefix1` … of their table. */
export interface Over {
  readonly rows: readonly number[];
  /**
   * Tables and conditions, starting at the resource. @param owner SQL of its id. @param target alias of the row sorted
   * by
   */
  forth(prefix: string, owner: string, target: string): Part & { readonly from: string };
  /** Tables and conditions from the row sorted by back to the resource, whose id is that of the row `d`. */
  back(prefix: string, target: string): Part & { readonly from: string };
}

interface Order {
  readonly up: readonly string[];
  readonly down?: readonly string[];
  readonly index: string;
  readonly indexDown?: string;
}

/** The same orders in which `positionOf` compares entries. */
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

/** @param maskOf what is hidden of the rows of a type */
export function sortKey(type: string, { over, ...sort }: SearchSort, maskOf: (type: string) => RowMask): SortKey {
  if (!over) return ownKey(type, sort, maskOf(type));
  const { type: last } = over.at(-1)!;
  return { ...ownKey(last, sort, maskOf(last)), isEntry: true, over: overOf(type, over, maskOf) };
}

function overOf(type: string, steps: readonly SortStep[], maskOf: (type: string) => RowMask): Over {
  const last = steps.length - 1;
  const owners = steps.map((_, i) => (i === 0 ? type : steps[i - 1]!.type));
  const seen = (name: string, i: number): Part => isSeen(name, maskOf(owners[i]!));
  const values = steps.flatMap((step, i) => [owners[i]!, step.code, step.type, ...seen('', i).values]);
  const where = (names: readonly string[], first: string, target: string): string =>
    names
      .map((name, i) => {
        const to = i === last ? `${target}.id` : `${names[i + 1]!}.id`;
        const from = i === 0 && first !== '' ? ` AND ${name}.id = ${first}` : '';
        return `${name}.type = ? AND ${name}.code = ? AND ${name}.target_type = ? AND ${name}.target_id = ${to}${seen(name, i).sql}${from}`;
      })
      .join(' AND ');
  const crossed = (tables: readonly string[]): string => tables.join(' CROSS JOIN ');
  return {
    rows: [...steps.keys()],
    forth: (prefix, owner, target) => {
      const names = steps.map((_, i) => `${prefix}${i}`);
      return { from: crossed(names.map(byReferrer)), ...part(where(names, owner, target), ...values) };
    },
    back: (prefix, target) => {
      const names = steps.map((_, i) => (i === 0 ? 'd' : `${prefix}${i}`));
      return { from: crossed(names.map(byTarget).reverse()), ...part(where(names, '', target), ...values) };
    },
  };
}

function ownKey(type: string, { code, of, descending }: Omit<SearchSort, 'over'>, unseen: RowMask): SortKey {
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
    rows: (alias) => {
      const seen = isSeen(alias, unseen);
      return { sql: `${alias}.type = ? AND ${alias}.code = ?${seen.sql}`, values: [type, code, ...seen.values] };
    },
    descending,
    isEntry: true,
  };
}
