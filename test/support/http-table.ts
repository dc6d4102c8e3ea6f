import type { OperationOutcome, Resource } from 'fhir/r4';
import type request from 'supertest';
import { databases, type TestDatabase } from './databases';
import { patchOf } from './patches';
import { rowsFor } from '../../src/testing/http/rows-for';
import { startTestApp, type TestApp } from './test-app';
import { JSON_WIRE, resourceOf, speaking, type WireFormat, XML_WIRE } from './wire-format';

/** The five types, each with a minimal valid resource and a member to change. */
const TYPES = [
  { type: 'Organization', sample: { name: 'CHU' }, change: { name: 'CHRU' }, path: 'Organization.name', value: { valueString: 'CHRU' } },
  { type: 'HealthcareService', sample: { name: 'Cardiologie' }, change: { name: 'Rythmologie' }, path: 'HealthcareService.name', value: { valueString: 'Rythmologie' } },
  { type: 'Practitioner', sample: { active: true }, change: { active: false }, path: 'Practitioner.active', value: { valueBoolean: false } },
  { type: 'PractitionerRole', sample: { active: true }, change: { active: false }, path: 'PractitionerRole.active', value: { valueBoolean: false } },
  { type: 'Location', sample: { name: 'Pavillon A' }, change: { name: 'Pavillon B' }, path: 'Location.name', value: { valueString: 'Pavillon B' } },
] as const; // prettier-ignore

export interface Target {
  readonly type: string;
  /** The resource as created, in version 1. */
  readonly created: { readonly id: string; readonly meta: { readonly lastUpdated: string } };
  readonly sample: object;
  readonly change: object;
  /** The change as a FHIRPath Patch. */
  readonly patch: object;
  readonly format: WireFormat;
}
export type Send = (server: TestApp, target: Target) => request.Test;

export interface Row {
  /** Row of the project's HTTP table, C01 to C72, or the topic where the table has no row. */
  readonly id: string;
  readonly rule: string;
  /** Requests before the one under test; all must succeed. */
  readonly first?: readonly Send[];
  readonly send: Send;
  readonly status: number;
  /** Code of the first issue. Absent when the answer is not an OperationOutcome with an error. */
  readonly issue?: string;
  /** The line of the body that the first issue names, with a column. */
  readonly line?: number;
  readonly headers?: Readonly<Record<string, string | RegExp | undefined>>;
  /** Content-Type of the answer, where the row asks for a different one than its client. */
  readonly contentType?: string;
  /** What the answer contains. Absent where the row does not test it. */
  readonly holds?: 'nothing' | 'resource' | 'OperationOutcome' | 'CapabilityStatement' | 'Bundle';
  /** Members that the resource of the answer must have. */
  readonly matches?: (target: Target) => object;
  /** Whether the resource is tagged SUBSETTED. */
  readonly subsetted?: boolean;
  readonly text?: RegExp;
  /** Version of the resource afterwards, or `deleted`. Absent where the row does not test it. */
  readonly version?: string;
}

export const at = ({ type, created }: Pick<Target, 'type' | 'created'>, rest = ''): string =>
  `/${type}/${created.id}${rest}`;
export const body = ({ type, created, sample }: Target, over: object = {}): object => ({
  resourceType: type,
  id: created.id,
  ...sample,
  ...over,
});
export const get: (headers?: Record<string, string>, rest?: string) => Send =
  (headers = {}, rest = '') =>
  (server, target) =>
    server.send('get', at(target, rest)).set(headers);
export const put: (headers?: Record<string, string>) => Send =
  (headers = {}) =>
  (server, target) =>
    server.write('put', at(target), body(target, target.change), headers);
export const post: (headers?: Record<string, string>) => Send =
  (headers = {}) =>
  (server, { type, sample }) =>
    server.write('post', `/${type}`, { resourceType: type, ...sample }, headers);
export const patch: (headers?: Record<string, string>) => Send =
  (headers = {}) =>
  (server, target) =>
    server.write('patch', at(target), target.patch, headers);
export const remove: Send = (server, target) => server.send('delete', at(target));

export const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
export const JSON_ONLY = [JSON_WIRE];
export const XML_ONLY = [XML_WIRE];

export function httpTable(topic: string, rows: readonly Row[], formats?: readonly WireFormat[]): void {
  httpTables({ [topic]: rows }, formats);
}

/**
 * Runs rows against the assembled server with clients of the given formats: every row for one type, and a sample of
 * them for all types. On a database server XML runs for one type only, because a body is parsed long before it reaches
 * the database.
 */
export function httpTables(
  tables: Readonly<Record<string, readonly Row[]>>,
  formats: readonly WireFormat[] = [JSON_WIRE, XML_WIRE],
): void {
  describe.each(databases)('on $name', ({ name, createDatabase }) => {
    let database: TestDatabase;
    let app: TestApp;
    beforeAll(async () => {
      database = await createDatabase();
      app = await startTestApp({ DATABASE_URL: database.url });
    });
    afterAll(async () => {
      await app.close();
      await database.drop();
    });

    const runs = Object.entries(tables).flatMap(([topic, rows]) =>
      formats.flatMap((format) => {
        const types = name === 'SQLite' || format === JSON_WIRE ? TYPES : TYPES.slice(0, 1);
        return types.map((each, index) => ({ topic, format, ...each, its: rowsFor(rows, index) }));
      }),
    );
    describe.each(runs.filter(({ its }) => its.length > 0))(
      '$topic in $format.name: $type',
      ({ format, type, sample, change, path, value, its }) => {
        it.each(its)('$id $rule', async (row) => {
          const server = speaking(app, format);
          const created = resourceOf(
            await server.write('post', `/${type}`, { resourceType: type, ...sample }).expect(201),
          );
          const target: Target = {
            type,
            sample,
            change,
            created: created as unknown as Target['created'],
            patch: patchOf({ type: 'replace', path, value }),
            format,
          };
          for (const step of row.first ?? []) expect((await step(server, target)).ok).toBe(true);

          const reply = await row.send(server, target);

          expectAnswer(reply, row, target);
          if (row.version !== undefined) expect(await currentVersion(app, target)).toBe(row.version);
        });
      },
    );
  });
}

/** Every answer with a body is in the format its client asked for, errors too (C44). */
function expectAnswer(reply: request.Response, row: Row, target: Target): void {
  const { type, format } = target;
  const { status, issue, line, headers = {}, contentType = format.contentType, holds, matches, subsetted, text } = row;
  const resource = resourceOf(reply) as Resource | undefined;
  expect({ status: reply.status, issue: issueCode(resource, status) }).toEqual({ status, issue });
  if (reply.text) expect(reply.headers['content-type']).toBe(contentType);
  for (const [name, expected] of Object.entries(headers)) {
    if (expected instanceof RegExp) expect(reply.headers[name]).toMatch(expected);
    else expect(reply.headers[name]).toBe(expected);
  }
  if (line !== undefined) expect(positionOf(resource)).toEqual([line, expect.any(Number)]);
  if (holds === 'nothing') expect(reply.text ?? '').toBe('');
  else if (holds) expect(resource?.resourceType).toBe(holds === 'resource' ? type : holds);
  if (matches) expect(resource).toMatchObject(matches(target));
  if (subsetted !== undefined) {
    expect((resource?.meta?.tag ?? []).some(({ code }) => code === 'SUBSETTED')).toBe(subsetted);
  }
  if (text) expect(reply.text).toMatch(text);
}

function issueCode(resource: Resource | undefined, status: number): string | undefined {
  return resource?.resourceType === 'OperationOutcome' && status >= 400
    ? (resource as OperationOutcome).issue[0]?.code
    : undefined;
}

/** Line and column of the first issue. */
function positionOf(resource: Resource | undefined): (number | undefined)[] | undefined {
  return (resource as OperationOutcome | undefined)?.issue[0]?.extension?.map(({ valueInteger }) => valueInteger);
}

async function currentVersion({ store }: TestApp, { type, created }: Target): Promise<string> {
  const row = await store.read(type, created.id);
  return row!.json === null ? 'deleted' : row!.versionId;
}
