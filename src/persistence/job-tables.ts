import { EntitySchema } from 'typeorm';
import { columnTypes } from './column-types';
import type { Engine } from './database-url';

/**
 * `fhir_job` has one row per job. A worker that advances a job writes this row in the same transaction, so two workers
 * that both believe they own the job exclude each other. `fhir_job_chunk` has the pieces of its files, `fhir_job_item`
 * the resources it has found.
 */
export function jobTables(engine: Engine): EntitySchema[] {
  const types = columnTypes(engine);
  const job = new EntitySchema({
    name: 'fhir_job',
    tableName: 'fhir_job',
    columns: {
      id: { ...types.id, primary: true },
      operation: types.code,
      owner: { ...types.hash, nullable: true },
      state: types.word,
      token: { ...types.id, nullable: true },
      claimed_until: types.instant,
      attempts: types.count,
      created_at: types.instant,
      expires_at: { ...types.instant, nullable: true },
      stored: types.instant,
      progress: types.path,
      asked: types.body,
      position: { ...types.body, nullable: true },
      result: { ...types.body, nullable: true },
    },
    indices: [{ name: 'fhir_job_by_state', columns: ['state', 'created_at', 'id'] }],
  });
  const chunk = new EntitySchema({
    name: 'fhir_job_chunk',
    tableName: 'fhir_job_chunk',
    columns: {
      job: { ...types.id, primary: true },
      file: { ...types.version, primary: true },
      sequence: { ...types.version, primary: true },
      body: types.bytes,
    },
  });
  const item = new EntitySchema({
    name: 'fhir_job_item',
    tableName: 'fhir_job_item',
    columns: {
      job: { ...types.id, primary: true },
      type: { ...types.code, primary: true },
      id: { ...types.id, primary: true },
      round: types.count,
    },
    indices: [{ name: 'fhir_job_item_by_round', columns: ['job', 'type', 'round', 'id'] }],
  });
  return [job, chunk, item];
}
