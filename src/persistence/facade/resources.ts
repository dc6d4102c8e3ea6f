import { parseStored, stamp, stringifyJson, type JsonObject, type StoredVersion } from '../../fhir';
import type { SqlSession } from '../sql/sql-database';
import { withBeside, type Beside } from './beside-tables';
import type { Condition } from './condition';
import type { OpenTable } from './open-table';
import { readRows, type ReadRow } from './read-rows';
import { versionIdOf } from './row-version';
import type { BesideTable } from './side-tables';

/** A row, and the current version made from it. */
export interface CurrentVersion extends ReadRow {
  /** The resource as the tables alone hold it. */
  readonly fromTables: JsonObject;
  readonly version: StoredVersion;
}

/** What is needed to read resources. */
export interface ResourceTable extends OpenTable {
  readonly beside?: BesideTable;
}

/** Resources in key order. @param condition as in `readRows` */
export async function readResources(
  session: SqlSession,
  table: ResourceTable,
  condition: Condition,
): Promise<readonly CurrentVersion[]> {
  const rows = await readRows(session, table, condition);
  const ids = rows.map(({ key }) => String(key));
  const beside = await table.beside?.read(session, table.mapping.type, ids);
  return rows.map((row) => {
    const kept = beside?.get(String(row.key));
    return currentVersion(table, row, kept === undefined ? {} : (parseStored(kept) as Beside));
  });
}

export function currentVersion({ mapping, children }: OpenTable, read: ReadRow, beside: Beside): CurrentVersion {
  const { key, lastUpdated, row } = read;
  const { type, version } = mapping;
  const fromTables = mapping.toResource(row);
  const resource = withBeside(fromTables, beside);
  const id = String(key);
  const counter = version.by === 'counter' ? (row[version.column] as string | number | null) : undefined;
  const content = stringifyJson(resource);
  const versionId = versionIdOf(version, { counter, lastUpdated, content, hasChildren: children.length > 0 });
  return {
    ...read,
    fromTables,
    version: {
      type,
      id,
      versionId,
      lastUpdated,
      // The tables do not record how a row was written.
      interaction: 'update',
      json: stringifyJson(stamp(resource, id, versionId, lastUpdated)),
    },
  };
}
