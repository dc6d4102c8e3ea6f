import type { Bundle, BundleEntry } from 'fhir/r4';
import { DataSource } from 'typeorm';
import { seed, StoreRegistry, WritePipeline } from '../../../src/fhir';
import type { TestApp } from '../../support/test-app';
import { exported, linesOf } from '../../support/exports';
import { type Line, type Stored, typeOf } from './line';

/** The result of a request of the guide. */
export interface Answer {
  readonly finds: readonly string[];
  readonly brings: readonly string[];
  /** Names of all elements of the matches. */
  readonly shows: readonly string[];
  readonly distances: Readonly<Record<string, number>>;
  readonly total: number | undefined;
}

/** Writes the resources of a line, sends its request, and reads the Bundle. */
export async function ask(server: TestApp, { request, before = [], given }: Line): Promise<Answer> {
  if (before.length > 0) await write(server, before);
  const since = await writeEach(server, given, request.includes('_sort=_lastUpdated'));
  const address = encodeURI(request.replaceAll('{since}', since)).replaceAll('%25', '%');
  if (request.startsWith('$export')) return exportedBy(server, `/${address}`, typeOf(request));
  const reply = await server.send('get', `/${address}`);
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  const { entry = [], total } = reply.body as Bundle;
  const found = entry.filter(({ search }) => search?.mode === 'match');
  return {
    finds: found.map(keyOf),
    brings: entry.filter(({ search }) => search?.mode === 'include').map(keyOf),
    shows: [...new Set(found.flatMap(({ resource }) => Object.keys(resource ?? {})))],
    distances: Object.fromEntries(found.flatMap((each) => distanceOf(each).map((km) => [keyOf(each), km]))),
    total,
  };
}

/** Starts an export, waits for it, and reads its files. */
async function exportedBy(server: TestApp, path: string, type: string): Promise<Answer> {
  const { output, error } = await exported(server, path);
  if (error.length > 0) throw new Error(JSON.stringify(error));
  const all = (await linesOf(server, output)).map(
    ({ resourceType, id }) => `${resourceType as string}/${id as string}`,
  );
  const finds = all.filter((key) => key.startsWith(`${type}/`));
  const brings = all.filter((key) => !key.startsWith(`${type}/`));
  return { finds, brings, shows: [], distances: {}, total: finds.length };
}

const keyOf = ({ resource }: BundleEntry): string => `${resource!.resourceType}/${resource!.id}`;

function distanceOf({ search }: BundleEntry): number[] {
  const said = search?.extension?.find(({ url }) => url.endsWith('/location-distance'));
  return said?.valueDistance?.value === undefined ? [] : [said.valueDistance.value];
}

/** @returns the instant when the first of them was written */
async function writeEach(server: TestApp, resources: readonly Stored[], isOneByOne: boolean): Promise<string> {
  if (!isOneByOne) return write(server, resources);
  let first: string | undefined;
  for (const resource of resources) {
    const written = await write(server, [resource]);
    first ??= written;
  }
  return first!;
}

/** Writes at a later instant than any write before. @returns the instant when the first of them was written */
async function write({ app, store }: TestApp, resources: readonly Stored[]): Promise<string> {
  await nextMillisecond();
  await seed(app.get(StoreRegistry), app.get(WritePipeline), resources);
  const stored = await Promise.all(resources.map(({ resourceType, id }) => store.read(resourceType, id)));
  return new Date(Math.min(...stored.map((version) => version!.lastUpdated.getTime()))).toISOString();
}

async function nextMillisecond(): Promise<void> {
  for (const start = Date.now(); Date.now() === start;) await new Promise(setImmediate);
}

/** Empties the database. */
export async function forgetAll({ app }: TestApp): Promise<void> {
  const database = app.get(DataSource);
  const tables = database.entityMetadatas
    .map(({ tableName }) => tableName)
    .filter((name) => name.startsWith('fhir_') && !['fhir_search_index', 'fhir_secret'].includes(name));
  // The row of a total is only ever counted up and down, so it must stay.
  const emptied = (table: string): string =>
    table === 'fhir_total' ? 'UPDATE fhir_total SET n = 0' : `DELETE FROM ${table}`;
  for (const table of tables) await database.query(emptied(table));
}
