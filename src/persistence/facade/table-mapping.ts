import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../../fhir';
import type { SqlValue } from '../sql/sql-database';
import type { ColumnSearch } from './column-search';
import type { DeletionMark } from './deletion-mark';
import { nulled, present } from './present';
import type { RowVersion } from './row-version';

/**
 * One row: values by column, and child rows by the name of their list. DATE, DATETIME and TIMESTAMP are text
 * (`2026-11-28 10:57:02.123`).
 */
export type RowData = { readonly [column: string]: SqlValue | readonly RowData[] };

/** Rows of another table that belong to one row, in order, such as addresses or telephone numbers. */
export interface ChildTable {
  readonly table: string;
  /**
   * Column that holds the key of the parent row. If other columns link the two, each of them with the column of the
   * table that it equals: `{ site: 'site', code: 'code' }`.
   */
  readonly parent: string | Readonly<Record<string, string>>;
  /** Column of numbers by which the rows of one parent are ordered; the framework writes the next number. */
  readonly rank: string;
}

/** A column that refers to a resource of this server. A resource that is referred to cannot be deleted. */
export interface ReferenceColumn {
  /** FHIRPath of the Reference without indexes, such as `HealthcareService.providedBy`. */
  readonly path: string;
  readonly column: string;
  /** Type of the resources whose keys the column holds. */
  readonly target: string;
}

/**
 * How the resources of one type are stored in existing tables. The two functions are the whole mapping:
 * `toResource(toRow(r))` must be `r`. An element that does not come back is refused (422, which names it) or kept in a
 * side table; nothing is lost silently.
 */
export interface TableMapping<R extends FhirResource = FhirResource, Row extends object = RowData> {
  readonly type: R['resourceType'];
  readonly table: string;
  /**
   * Key column, of whole numbers; default `id`. In decimal, the key is the logical id. The database assigns it
   * (AUTO_INCREMENT); if it does not, the type cannot be created. It need not be the primary key.
   */
  readonly key?: string;
  readonly version: RowVersion;
  /** DATETIME or TIMESTAMP column that every change advances. */
  readonly lastUpdated: string;
  /** Child tables, by the name of their list in `Row`. */
  readonly children?: Readonly<Record<string, ChildTable>>;
  /**
   * What happens to elements that the tables cannot hold: `refuse` (default) answers 422; a `sideTable`, which the kit
   * creates, keeps them.
   */
  readonly unmapped?: 'refuse' | { readonly sideTable: string };
  /**
   * Name of a table, created by the kit, that keeps every version it writes or replaces; absent for current versions
   * only.
   */
  readonly history?: string;
  /**
   * Name of a table, created by the kit, on whose rows conditional writes with the same criteria wait for each other
   * (`If-None-Exist`, conditional PUT and DELETE); without it, conditional writes are not supported.
   */
  readonly criteria?: string;
  /** Whether resources may be deleted; default false. With `deletionMark(…)`, rows are marked instead of removed. */
  readonly deletion?: boolean | DeletionMark;
  /**
   * Elements that the database fills in, such as an `identifier` from a column with a default. A client may leave them
   * out; another value than that of the database is treated like any element without a column.
   */
  readonly assigned?: readonly (keyof R & string)[];
  /** The search parameters the tables can answer, and how, by code. */
  readonly search?: Readonly<Record<string, ColumnSearch>>;
  /**
   * The column that `_sort` uses for a search parameter, by code; the database compares its values. `_id` and
   * `_lastUpdated` need no entry.
   */
  readonly sort?: Readonly<Record<string, string>>;
  readonly references?: readonly ReferenceColumn[];
  /**
   * @param row with all columns of the table
   * @returns the resource in the row; null, undefined, empty lists and empty objects are left out, in lists too. The framework sets
   * `id`, `meta.versionId` and `meta.lastUpdated`
   */
  toResource(row: Row): Loose<R>;
  /**
   * @returns the mapped columns only; other columns keep their values. Undefined is stored as NULL
   * @throws FhirError for a resource the tables cannot hold
   */
  toRow(resource: R): Loose<Row>;
}

/** The same type with every part optional, null or undefined, items of lists included. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly (Loose<Item> | null | undefined)[] | null | undefined
  : T extends object
    ? { readonly [Name in keyof T]?: Loose<T[Name]> }
    : T | null | undefined;

/** A mapping without its types, for code that handles rows and resources as data. */
export interface Mapped extends Omit<TableMapping, 'assigned' | 'toResource' | 'toRow'> {
  readonly key: string;
  readonly assigned?: readonly string[];
  toResource(row: RowData): JsonObject;
  toRow(resource: Readonly<JsonObject>): RowData;
}

/** Checks types only; the tables are checked when the server starts. */
export function mapTable<R extends FhirResource, Row extends object>(mapping: TableMapping<R, Row>): Mapped {
  return {
    key: 'id',
    ...mapping,
    toResource: (row) => present(mapping.toResource(row as unknown as Row)) as JsonObject,
    toRow: (resource) => nulled(mapping.toRow(resource as unknown as R) as object) as RowData,
  };
}
