import { EntitySchema } from 'typeorm';
import { columnTypes } from './column-types';
import type { Engine } from './database-url';

/**
 * `fhir_audit` has one row per recorded event; `block` is the number of its seal in `fhir_audit_seal`, null until it is
 * sealed. `fhir_audit_head` has a single row: where the chain of seals ends and where it begins.
 */
export function auditTables(engine: Engine): EntitySchema[] {
  const types = columnTypes(engine);
  const rows = new EntitySchema({
    name: 'fhir_audit',
    tableName: 'fhir_audit',
    columns: {
      id: { ...types.id, primary: true },
      recorded: types.instant,
      client: types.path,
      person: types.path,
      address: types.path,
      entity: types.path,
      version: types.id,
      subtype: types.code,
      action: types.word,
      outcome: types.word,
      block: { ...types.version, nullable: true },
      body: types.body,
    },
    indices: [
      { name: 'fhir_audit_by_block', columns: ['block', 'id'] },
      { name: 'fhir_audit_by_client', columns: ['client', 'id'] },
      { name: 'fhir_audit_by_entity', columns: ['entity', 'id'] },
    ],
  });
  const seals = new EntitySchema({
    name: 'fhir_audit_seal',
    tableName: 'fhir_audit_seal',
    columns: {
      number: { type: types.version.type, primary: true },
      previous: types.hash,
      count: types.count,
      root: types.hash,
      at: types.instant,
      signed_by: types.hash,
      hash: types.hash,
    },
  });
  const head = new EntitySchema({
    name: 'fhir_audit_head',
    tableName: 'fhir_audit_head',
    columns: {
      id: { type: types.version.type, primary: true },
      number: types.count,
      hash: types.hash,
      at: types.instant,
      holder: types.id,
      cut_number: types.count,
      cut_hash: types.hash,
    },
  });
  return [rows, seals, head];
}
