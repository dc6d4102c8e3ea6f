import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../../fhir';
import type { SqlValue } from '../sql/sql-database';
import type { ColumnSearch } from './column-search';
import { nulled, present } from './present';
import type { RowVersion } from './row-version';

/** One row: values by column; DATE, DATETIME and TIMESTAMP as text (`2026-11-28 10:57:02.123`); child rows by the name of their list. */
export type RowData = { readonly [column: string]: SqlValue | readonly RowData[] };

/** Rows of another table that belong to one row, in their order: addresses, telephone numbers. */
export interface ChildTable {
  readonly table: string;
  /** Column that holds the key of the row they belong to. */
  readonly parent: string;
  /** Column that numbers them from 1 in their order; it is the framework's to write. */
  readonly rank: string;
}

/** A column that refers to a resource of this server, so that one in use is not deleted. */
export interface ReferenceColumn {
  /** FHIRPath of the Reference without indexes, `HealthcareService.providedBy`. */
  readonly path: string;
  readonly column: string;
  /** Type of the resources whose keys the column holds. */
  readonly target: string;
}

/**
 * How the resources of one type stand in tables that were there before. The two functions are the whole mapping:
 * `toResource(toRow(r))` has to be `r`. What does not come back is refused (422, with the element named) or kept in a
 * side table; nothing is lost silently.
 */
export interface TableMapping<R extends FhirResource = FhirResource, Row extends object = RowData> {
  readonly type: R['resourceType'];
  readonly table: string;
  /** Column of the key; default `id`. A key is a number the database gives (AUTO_INCREMENT), and the logical id in decimal. */
  readonly key?: string;
  readonly version: RowVersion;
  /** DATETIME or TIMESTAMP column that is moved on with every change. */
  readonly lastUpdated: string;
  /** By the name under which `Row` has the list. */
  readonly children?: Readonly<Record<string, ChildTable>>;
  /**
   * What becomes of elements that the tables have no place for: `refuse` (default) answers 422; a table name keeps them
   * beside the tables, in one the kit makes.
   */
  readonly unmapped?: 'refuse' | { readonly sideTable: string };
  /** Name of a table the kit makes, where every version it writes or replaces is kept; absent: current versions only. */
  readonly history?: string;
  /**
   * Name of a table the kit makes, by whose rows writers by criteria wait for each other (`If-None-Exist`, PUT and DELETE by criteria);
   * absent: what is created, updated and deleted is named by its id alone.
   */
  readonly criteria?: string;
  /** Whether resources may be deleted; default false. */
  readonly deletion?: boolean;
  /** By the code of the search parameter: which of them the tables answer, and how. */
  readonly search?: Readonly<Record<string, ColumnSearch>>;
  /**
   * By the code of a search parameter: a column of the table that `_sort` goes by, as the database compares it. `_id` and `_lastUpdated`
   * are sorted by without it.
   */
  readonly sort?: Readonly<Record<string, string>>;
  readonly references?: readonly ReferenceColumn[];
  /**
   * @param row with all columns of the table
   * @returns what the row says; null, undefined, empty lists and empty objects are left out. `id`, `meta.versionId` and
   * `meta.lastUpdated` are the framework's
   */
  toResource(row: Row): Loose<R>;
  /**
   * @returns the columns that are mapped, and only those: others keep what they hold. undefined is NULL
   * @throws FhirError what cannot be meant
   */
  toRow(resource: R): Loose<Row>;
}

/** The same, where anything may be absent. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[] | null | undefined
  : T extends object
    ? { readonly [Name in keyof T]?: Loose<T[Name]> }
    : T | null | undefined;

/** The same for those who know rows and resources as data. */
export interface Mapped extends Omit<TableMapping, 'toResource' | 'toRow'> {
  readonly key: string;
  toResource(row: RowData): JsonObject;
  toRow(resource: Readonly<JsonObject>): RowData;
}

/** Checks nothing but types; the tables are looked at when the server starts. */
export function mapTable<R extends FhirResource, Row extends object>(mapping: TableMapping<R, Row>): Mapped {
  return {
    key: 'id',
    ...mapping,
    toResource: (row) => present(mapping.toResource(row as unknown as Row)) as JsonObject,
    toRow: (resource) => nulled(mapping.toRow(resource as unknown as R) as object) as RowData,
  };
}
