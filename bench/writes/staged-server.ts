import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import express, { type Response } from 'express';
import Libsql from 'libsql';
import { AppModule } from '../../src/app.module';
import { readSettings } from '../../src/config/settings';
import { applyFhirPathPatch, type JsonObject } from '../../src/fhir';
import { ResourceIndex } from '../../src/fhir/service/resource-index';
import { ResourceValidator } from '../../src/fhir/service/resource-validator';
import { MemoryPersistenceModule } from '../../src/persistence';
import { entryStatements } from '../../src/persistence/sql/entry-rows';
import type { SqlParameter, SqlRow, SqlSession } from '../../src/persistence/sql/sql-database';
import { INSERT_VERSION, SELECT_CURRENT, UPDATE_CURRENT } from '../bare-statements';
import { MEDIA_TYPE, TYPE } from '../fixtures';

/**
 * The bare handler of SQLite, and the engines of the FHIR server one by one: what a write costs that validates its
 * resource and keeps the search index, without the server around them.
 */
const STAGES = new Set((process.env['STAGES'] ?? '').split(','));

type Resource = JsonObject & { meta: JsonObject };

async function main(): Promise<void> {
  const context = await NestFactory.createApplicationContext(
    AppModule.forRoot(readSettings({}), { persistence: MemoryPersistenceModule }),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const validator = context.get(ResourceValidator, { strict: false });
  const index = context.get(ResourceIndex, { strict: false });
  const database = openDatabase(process.env['DATABASE_URL']!.slice('sqlite:'.length));

  const resourceAfter = (before: Resource, body: JsonObject, interaction: 'update' | 'patch'): Resource => {
    if (interaction === 'update') return body as Resource;
    if (STAGES.has('patch')) {
      const result = applyFhirPathPatch(before, body);
      if (!result.ok) throw new Error('The patch failed');
      return { ...result.resource } as Resource;
    }
    return assigned(before, body);
  };

  const write = async (id: string, body: JsonObject, interaction: 'update' | 'patch', response: Response) => {
    const current = database.get(SELECT_CURRENT, [TYPE, id]) as { version: number; body: string };
    const before = JSON.parse(current.body) as Resource;
    const after = resourceAfter(before, body, interaction);
    if (STAGES.has('validation')) {
      validator.assertValid(after, { interaction, handling: 'lenient' });
      validator.assertConforming(after, { interaction, handling: 'lenient', previous: before });
    }
    const version = current.version + 1;
    const lastUpdated = Date.now();
    after.meta = { ...after.meta, versionId: String(version), lastUpdated: new Date(lastUpdated).toISOString() };
    const change = STAGES.has('index') ? await index.change(TYPE, before, after) : undefined;
    const text = JSON.stringify(after);
    const row = [version, lastUpdated, interaction, text, TYPE, id];
    database.run('BEGIN IMMEDIATE', []);
    if (database.run(UPDATE_CURRENT, [...row, current.version]) !== 1) throw new Error(`${id} was changed meanwhile`);
    database.run(INSERT_VERSION, row);
    const statements = change ? await entryStatements(database, { type: TYPE, id }, change.entries) : [];
    for (const { sql, values } of statements) database.run(sql, values);
    database.run('COMMIT', []);
    response.set('Content-Type', `${MEDIA_TYPE}; charset=utf-8`).set('ETag', `W/"${version}"`).send(text);
  };

  /** One write after the other: a transaction waits for its statements, which others must not enter. */
  let turn: Promise<unknown> = Promise.resolve();
  const app = express();
  app.set('x-powered-by', false);
  app.set('etag', false);
  app.use(express.json({ type: MEDIA_TYPE, limit: '2mb' }));
  for (const [method, interaction] of [['put', 'update'], ['patch', 'patch']] as const) {
    app[method](`/fhir/${TYPE}/:id`, async (request, response) => {
      const written = turn.then(() => write(request.params.id, request.body as JsonObject, interaction, response));
      turn = written.catch(() => undefined);
      await written;
    });
  } // prettier-ignore
  app.listen(Number(process.env['PORT']), '127.0.0.1');
}

/** As the bare handler assigns the three values, but in a copy: the index compares both states. */
function assigned(before: Resource, body: JsonObject): Resource {
  const values = (body['parameter'] as { part: [unknown, unknown, { valueString: string }] }[]).map(
    ({ part }) => part[2].valueString,
  );
  const [phone, ...phones] = before['telecom'] as [JsonObject, ...JsonObject[]];
  const [address, ...addresses] = before['address'] as [JsonObject, ...JsonObject[]];
  return {
    ...before,
    name: values[0]!,
    telecom: [{ ...phone, value: values[1]! }, ...phones],
    address: [{ ...address, city: values[2]! }, ...addresses],
  };
}

interface Database extends SqlSession {
  get(sql: string, values: readonly SqlParameter[]): unknown;
  run(sql: string, values: readonly SqlParameter[]): number;
}

function openDatabase(file: string): Database {
  const handle = new Libsql(file);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = FULL');
  const prepared = new Map<string, Libsql.Statement>();
  const statement = (sql: string, raw = false): Libsql.Statement => {
    let known = prepared.get(sql);
    if (!known) prepared.set(sql, (known = raw ? handle.prepare(sql).raw(true) : handle.prepare(sql)));
    return known;
  };
  return {
    isSqlite: true,
    rows: (sql, values) => Promise.resolve(statement(sql, true).all(values) as SqlRow[]),
    get: (sql, values) => statement(sql).get(values),
    run: (sql, values) => statement(sql).run(values).changes,
  };
}

void main();
