import express, { type Response } from 'express';
import { openBareMysql } from './bare-mysql';
import { openBareSqlite } from './bare-sqlite';
import { MEDIA_TYPE, TYPE } from './fixtures';

/**
 * The ceiling: Express 5 and a driver with nothing in between. It leaves out everything that the FHIR server adds:
 * validation, preconditions, hooks, negotiation, request ids, logs, OperationOutcomes, retries.
 *
 * GET    one SELECT by primary key, sent with Content-Type and ETag.
 * PUT    JSON.parse of the body; SELECT of the current version number; BEGIN; UPDATE … AND version = that number;
 *        INSERT of the version row; COMMIT; the body, with the new meta.versionId and lastUpdated, and an ETag.
 * PATCH  the same, but the SELECT takes the body too, and its name, telecom[0].value and address[0].city are
 *        assigned, in this order, from the three operations' values: no path is evaluated.
 */
export interface BareStore {
  read(id: string): Promise<Current>;
  /** The version number only, which is all a PUT needs. */
  version(id: string): Promise<number>;
  /** The optimistic transaction. @throws Error when `row.version - 1` was not the current version */
  write(id: string, row: Row): Promise<void>;
}

export interface Current {
  readonly version: number;
  readonly body: string;
}

export interface Row extends Current {
  readonly lastUpdated: number;
  readonly interaction: 'update' | 'patch';
}

interface Resource {
  meta: { versionId?: string; lastUpdated?: string };
  name: string;
  telecom: [{ value: string }];
  address: [{ city: string }];
}

type Operation = { part: [type: unknown, path: unknown, value: { valueString: string }] };

const { PORT, DATABASE_URL = '', DATABASE_POOL_SIZE } = process.env;
const store: BareStore = DATABASE_URL.startsWith('sqlite:')
  ? openBareSqlite(DATABASE_URL.slice('sqlite:'.length))
  : openBareMysql(DATABASE_URL, Number(DATABASE_POOL_SIZE));

const app = express();
app.set('x-powered-by', false);
app.set('etag', false);
app.use(express.json({ type: MEDIA_TYPE, limit: '2mb' }));

app.get(`/fhir/${TYPE}/:id`, async (request, response) => {
  send(response, await store.read(request.params.id));
});

app.put(`/fhir/${TYPE}/:id`, async (request, response) => {
  const { id } = request.params;
  await write(response, id, await store.version(id), request.body as Resource, 'update');
});

app.patch(`/fhir/${TYPE}/:id`, async (request, response) => {
  const { id } = request.params;
  const [name, phone, city] = (request.body as { parameter: [Operation, Operation, Operation] }).parameter;
  const { version, body } = await store.read(id);
  const resource = JSON.parse(body) as Resource;
  resource.name = name.part[2].valueString;
  resource.telecom[0].value = phone.part[2].valueString;
  resource.address[0].city = city.part[2].valueString;
  await write(response, id, version, resource, 'patch');
});

async function write(
  response: Response,
  id: string,
  current: number,
  resource: Resource,
  interaction: Row['interaction'],
): Promise<void> {
  const version = current + 1;
  const lastUpdated = Date.now();
  resource.meta.versionId = String(version);
  resource.meta.lastUpdated = new Date(lastUpdated).toISOString();
  const body = JSON.stringify(resource);
  await store.write(id, { version, lastUpdated, interaction, body });
  send(response, { version, body });
}

function send(response: Response, { version, body }: Current): void {
  response.set('Content-Type', `${MEDIA_TYPE}; charset=utf-8`).set('ETag', `W/"${version}"`).send(body);
}

app.listen(Number(PORT), '127.0.0.1');
