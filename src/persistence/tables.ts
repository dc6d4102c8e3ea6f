import { EntitySchema } from 'typeorm';
import { columnTypes } from './column-types';
import type { Engine } from './database-url';

/** One version of one resource, as a row. */
export interface ResourceRow {
  type: string;
  id: string;
  version: number;
  /** Milliseconds since 1970, UTC. */
  lastUpdated: number;
  interaction: string;
  /** FHIR JSON as it is served; null: the resource was deleted by this version. */
  body: string | null;
}

/**
 * `fhir_resource` holds the current version of every resource: a read is one row by primary key, and the optimistic
 * UPDATE has one row to lock. `fhir_resource_version` holds every version, the current one included.
 */
export function resourceTables(engine: Engine): EntitySchema<ResourceRow>[] {
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
      body: { ...types.body, nullable: true },
    },
  });
}
