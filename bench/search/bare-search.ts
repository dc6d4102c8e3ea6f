import express from 'express';
import Libsql from 'libsql';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { tokenHash, valueKey } from '../../src/persistence/token-hash';

/**
 * The ceiling of a search: Express 5, a driver, and a handwritten statement on the same tables. The answer is a Bundle
 * assembled from the stored texts, with the total and a self link. It supports three parameters and checks nothing.
 */
const { PORT, DATABASE_URL = '', DATABASE_POOL_SIZE } = process.env;

type Row = readonly [id: string, body: string, total: number];
type Ask = (sql: string, values: readonly (string | number)[]) => Promise<readonly Row[]>;

const BY_TOKEN = `SELECT r.id, r.body, found.n FROM (
    SELECT id, COUNT(*) OVER () AS n FROM fhir_search_token
    WHERE type = ? AND code = ? AND value_hash = ? AND token_hash = ? ORDER BY id LIMIT ?
  ) found CROSS JOIN fhir_resource r ON r.type = ? AND r.id = found.id ORDER BY found.id`;
const BY_INSTANT = `SELECT r.id, r.body, found.n FROM (
    SELECT id, COUNT(*) OVER () AS n FROM fhir_resource
    WHERE type = ? AND last_updated >= ? AND interaction <> 'delete' ORDER BY id LIMIT ?
  ) found CROSS JOIN fhir_resource r ON r.type = ? AND r.id = found.id ORDER BY found.id`;

function openAsk(): Ask {
  if (DATABASE_URL.startsWith('sqlite:')) {
    const handle = new Libsql(DATABASE_URL.slice('sqlite:'.length));
    const statements = new Map<string, Libsql.Statement>();
    return async (sql, values) => {
      let statement = statements.get(sql);
      if (!statement) statements.set(sql, (statement = handle.prepare(sql).raw(true)));
      return statement.all(...values) as unknown as readonly Row[];
    };
  }
  const uri = DATABASE_URL.replace(/^mariadb:/, 'mysql:');
  const pool = createPool({ uri, charset: 'utf8mb4', connectionLimit: Number(DATABASE_POOL_SIZE) });
  return async (sql, values) => {
    const [rows] = await pool.query<RowDataPacket[]>({ sql, values: [...values], rowsAsArray: true });
    return rows as unknown as readonly Row[];
  };
}

const ask = openAsk();
const app = express();
app.set('x-powered-by', false);
app.set('etag', false);

app.get('/fhir/:type', async (request, response) => {
  const { type } = request.params;
  const { identifier, specialty, _lastUpdated, _count = '200' } = request.query as Record<string, string | undefined>;
  const count = Number(_count);
  let rows: readonly Row[];
  if (_lastUpdated === undefined) {
    const [system, value = ''] = (identifier ?? specialty ?? '').split('|');
    const code = identifier === undefined ? 'specialty' : 'identifier';
    const hash = tokenHash({ system: system!, value });
    rows = await ask(BY_TOKEN, [type, code, valueKey(value), hash, count, type]);
  } else {
    rows = await ask(BY_INSTANT, [type, Date.parse(_lastUpdated.slice(2)), count, type]);
  }
  const self = `http://127.0.0.1:${PORT}${request.originalUrl}`;
  const entries = rows.map(([id, body]) => `{"fullUrl":"http://127.0.0.1:${PORT}/fhir/${type}/${id}","resource":${body},"search":{"mode":"match"}}`); // prettier-ignore
  response
    .set('Content-Type', 'application/fhir+json; charset=utf-8')
    .send(
      `{"resourceType":"Bundle","type":"searchset","total":${rows[0]?.[2] ?? 0},"link":[{"relation":"self","url":${JSON.stringify(self)}}],"entry":[${entries.join(',')}]}`,
    );
});

app.listen(Number(PORT), '127.0.0.1');
