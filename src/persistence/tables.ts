import { EntitySchema } from 'typeorm';
import { auditTables } from './audit-tables';
import { columnTypes } from './column-types';
import type { Engine } from './database-url';
import { jobTables } from './job-tables';
import { searchTables } from './search-tables';

/** One version of one resource, as a row. */
export interface ResourceRow {
  type: string;
  id: string;
  version: number;
  /** Milliseconds since 1970, UTC. */
  lastUpdated: number;
  interaction: string;
  /** Length of the body in UTF-8; 0 when there is none. */
  bytes: number;
  /** FHIR JSON as it is served; null when this version deleted the resource. */
  body: string | null;
}

/** One reference from a current resource to a resource of this server, as a row. */
export interface ReferenceRow {
  type: string;
  id: string;
  targetType: string;
  targetId: string;
  path: string;
}

/** A row that two transactions both write in order to exclude each other: sql/guard-rows.ts. */
export interface GuardRow {
  id: number;
  /** How often it was written, approximately. */
  touched: number;
}

/** All tables; the migrations create them. */
export function tables(engine: Engine): EntitySchema[] {
  return [
    ...resourceTables(engine),
    ...searchTables(engine),
    referenceTable(engine),
    guardTable(engine),
    totalTable(engine),
    secretTable(engine),
    rateTable(engine),
    ...jobTables(engine),
    ...auditTables(engine),
  ];
}

/**
 * `fhir_resource` holds the current version of every resource: a read is one row by primary key, and the optimistic
 * UPDATE locks one row. An index finds the resources of a type by the time of their last write, and counts those not
 * deleted. `fhir_resource_version` holds every version, including the current one; an index has those of a type by
 * time, for its history.
 */
function resourceTables(engine: Engine): EntitySchema<ResourceRow>[] {
  return [resourceTable(engine, 'fhir_resource', false), resourceTable(engine, 'fhir_resource_version', true)];
}

function resourceTable(engine: Engine, name: string, everyVersion: boolean): EntitySchema<ResourceRow> {
  const types = columnTypes(engine);
  return new EntitySchema<ResourceRow>({
    name,
    tableName: name,
    columns: {
      type: { ...types.code, primary: true },
      id: { ...types.id, primary: true },
      version: { ...types.version, primary: everyVersion },
      lastUpdated: { ...types.instant, name: 'last_updated' },
      interaction: types.word,
      // Before the body, since SQLite would have to follow a long one to its end to read a column after it.
      bytes: { ...types.count, default: 0 },
      body: { ...types.body, nullable: true },
    },
    indices: [
      everyVersion
        ? { name: 'fhir_version_by_update', columns: ['type', 'lastUpdated', 'id'] }
        : { name: 'fhir_resource_by_update', columns: ['type', 'lastUpdated', 'id', 'interaction'] },
    ],
  });
}

/**
 * `fhir_reference` answers from its index alone what refers to a resource; its key keeps the rows of one referrer
 * together. A row belongs to its referrer, as a row of the search index belongs to its resource.
 */
function referenceTable(engine: Engine): EntitySchema<ReferenceRow> {
  const types = columnTypes(engine);
  return new EntitySchema<ReferenceRow>({
    name: 'fhir_reference',
    tableName: 'fhir_reference',
    columns: {
      type: { ...types.code, primary: true },
      id: { ...types.id, primary: true },
      targetType: { ...types.code, name: 'target_type', primary: true },
      targetId: { ...types.id, name: 'target_id', primary: true },
      path: { ...types.path, primary: true },
    },
    indices: [{ name: 'fhir_reference_by_target', columns: ['targetType', 'targetId', 'type', 'id', 'path'] }],
  });
}

/** The number of resources per type, counted in lanes: sql/total-rows.ts. */
function totalTable(engine: Engine): EntitySchema {
  const { code, version } = columnTypes(engine);
  return new EntitySchema({
    name: 'fhir_total',
    tableName: 'fhir_total',
    columns: {
      type: { ...code, primary: true },
      lane: { type: version.type, primary: true },
      n: { type: 'bigint' },
    },
  });
}

/** Random values that all processes share. */
function secretTable(engine: Engine): EntitySchema {
  const { code, path } = columnTypes(engine);
  return new EntitySchema({
    name: 'fhir_secret',
    tableName: 'fhir_secret',
    columns: { name: { ...code, primary: true }, value: path },
  });
}

/** Recent requests of each client, as counted by each process. */
function rateTable(engine: Engine): EntitySchema {
  const { id, instant } = columnTypes(engine);
  return new EntitySchema({
    name: 'fhir_rate',
    tableName: 'fhir_rate',
    columns: {
      period: { type: instant.type, primary: true },
      process: { ...id, primary: true },
      client: { ...id, primary: true },
      used: instant,
    },
  });
}

/** Stays empty on SQLite, where a write transaction has the whole file to itself. */
function guardTable(engine: Engine): EntitySchema<GuardRow> {
  const types = columnTypes(engine);
  return new EntitySchema<GuardRow>({
    name: 'fhir_guard',
    tableName: 'fhir_guard',
    columns: { id: { type: types.version.type, primary: true }, touched: { type: 'bigint' } },
  });
}
