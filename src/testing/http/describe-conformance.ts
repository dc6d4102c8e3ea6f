import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import type { CapabilityStatement, FhirResource } from 'fhir/r4';
import { withoutStamp, type JsonObject } from '../../fhir';
import { client, type Answer, type FhirClient } from '../app/client';
import { runnerOf, type TestRunner } from '../runner';
import { at, type Row, type Sent, type Served, type Target } from './row';
import { TABLES } from './rows';
import { rowsFor } from './rows-for';
import { JSON_WIRE, XML_WIRE, type Wire } from './wire';

/** What the tables have to know of a type. */
export interface TypeCase<R extends FhirResource = FhirResource> {
  /** A resource the server creates, without `id`, and another one each time. @param n 1, 2, 3 … */
  sample(n: number): R;
  /** The resource as a client would change it: the value of an element that is there, of text, a number or a boolean. */
  change(resource: R, n: number): R;
}

export interface ConformanceOptions {
  readonly title?: string;
  /** Sent with every request: `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly runner?: TestRunner;
}

export interface StartedServer {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  close?(): Promise<void>;
}

/**
 * What FHIR's REST asks of a server, as tables of requests and answers in JSON and XML: reading, versions, negotiation,
 * writes with `If-Match`, PATCH in three languages, searches. What the CapabilityStatement does not tell of a type is expected
 * to be refused (405, with `Allow`). Every row runs for the first type, and a sample of rows for each of the others.
 * @param types by the names of R4; each has to be served with `create`
 */
export function describeConformance(
  start: () => Promise<StartedServer>,
  types: { readonly [Type in FhirResource['resourceType']]?: TypeCase<Extract<FhirResource, { resourceType: Type }>> },
  { title = 'FHIR REST', headers = {}, runner }: ConformanceOptions = {},
): void {
  const { describe, it, beforeAll, afterAll } = runnerOf(runner);
  describe(title, () => {
    let server: StartedServer;
    let statement: CapabilityStatement;
    beforeAll(async () => {
      server = await start();
      statement = await client(server).capabilities();
    });
    afterAll(async () => server?.close?.());

    for (const [index, [type, about]] of Object.entries(types).entries()) {
      for (const wire of [JSON_WIRE, XML_WIRE]) {
        const tried = (): Trial => new Trial(client(server), statement, type, about, wire, headers);
        for (const [table, rows] of Object.entries(TABLES)) {
          describe(`${table} ${type} in ${wire.name}`, () => {
            for (const row of rowsFor(rows, index)) it(row.rule, () => tried().run(row));
          });
        }
        describe(`methods of ${type} in ${wire.name}`, () => {
          it('OPTIONS tells what is served', () => tried().options());
          it('a method that is not served is refused', () => tried().refused({ method: 'PUT', path: `/${type}` }));
        });
      }
    }
  });
}

let samples = 0;

/** One type of one server, tried in one format. */
class Trial {
  private readonly served: ReadonlySet<Served>;

  constructor(
    private readonly client: FhirClient,
    statement: CapabilityStatement,
    private readonly type: string,
    private readonly about: TypeCase,
    private readonly wire: Wire,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    const resource = statement.rest?.[0]?.resource?.find((each) => each.type === type);
    ok(resource, `the CapabilityStatement tells of ${type}`);
    this.served = new Set(resource.interaction?.map(({ code }) => code as Served));
  }

  async run(row: Row): Promise<void> {
    const target = await this.create();
    if (!this.served.has(row.interaction)) return this.refused(row.send(target));
    if (row.needs?.some((each) => !this.served.has(each))) return;
    for (const step of row.first ?? []) {
      const { status } = await this.send(step(target));
      ok(status < 300, `a request before the one under test is answered ${status}`);
    }
    const before = await this.send({ method: 'GET', path: at(target) });
    const answer = await this.send(row.send(target));
    this.expectAnswer(answer, row, target);
    if (row.then) await this.expectThen(row.then, target, before.etag);
  }

  async options(): Promise<void> {
    const { id } = await this.create();
    const answer = await this.send({ method: 'OPTIONS', path: `/${this.type}/${id}` });
    equal(answer.status, 204);
    const allowed = answer.headers.get('allow')?.split(', ') ?? [];
    const methods: [Served, string][] = [['read', 'GET'], ['update', 'PUT'], ['patch', 'PATCH'], ['delete', 'DELETE']]; // prettier-ignore
    for (const [interaction, method] of methods) {
      equal(allowed.includes(method), this.served.has(interaction), `${method} is in Allow: ${allowed.join(', ')}`);
    }
  }

  /** Fails unless a request is answered that the server does not do this. */
  async refused(sent: Sent): Promise<void> {
    const { status, headers, text } = await this.send(sent);
    equal(status, 405, text);
    // Empty where nothing is served at the address (RFC 9110, 10.2.1).
    notEqual(headers.get('allow'), null, 'it says what is allowed');
  }

  private async create(): Promise<Target> {
    const content = plain(this.about.sample((samples += 1)));
    const changed = plain(this.about.change(plain(content) as unknown as FhirResource, (samples += 1)));
    const answer = await this.send({ method: 'POST', path: `/${this.type}`, body: content });
    equal(answer.status, 201, `a sample of ${this.type} is created: ${answer.text}`);
    const { id, meta } = this.wire.parse(answer.text) as { id: string; meta: { versionId: string } };
    return {
      type: this.type,
      id,
      etag: answer.etag!,
      versionId: meta.versionId,
      lastModified: answer.headers.get('last-modified')!,
      content,
      changed,
      wire: this.wire,
    };
  }

  private send({ method, path, headers = {}, body }: Sent): Promise<Answer> {
    const { mediaType, text } = this.wire;
    const all = {
      Accept: mediaType,
      ...(body !== undefined && { 'Content-Type': mediaType }),
      ...this.headers,
      ...headers,
    };
    return this.client.send(method, path, all, typeof body === 'object' ? text(body) : body);
  }

  private expectAnswer(answer: Answer, row: Row, target: Target): void {
    const { status, issue, headers = {}, contentType, holds, entries } = row;
    deepEqual({ status: answer.status, issue: answer.outcome?.issue[0]?.code }, { status, issue }, answer.text);
    if (answer.text) match(answer.headers.get('content-type') ?? '', contentType ?? new RegExp(`^${this.wire.mediaType.replace('+', '\\+')}`)); // prettier-ignore
    for (const [name, expected] of Object.entries(headers)) {
      const value = answer.headers.get(name);
      if (expected instanceof RegExp) match(value ?? '', expected);
      else equal(value, expected?.(target) ?? null, name);
    }
    if (holds === 'nothing') equal(answer.text, '');
    else if (holds) equal(answer.resource?.resourceType, holds === 'resource' ? this.type : holds);
    if (entries !== undefined) equal((answer.resource as { entry?: unknown[] }).entry?.length ?? 0, entries);
  }

  private async expectThen(then: NonNullable<Row['then']>, target: Target, before: string | undefined): Promise<void> {
    const now = await this.send({ method: 'GET', path: at(target) });
    if (then === 'gone') return void ok([404, 410].includes(now.status), `it is gone: ${now.status}`);
    equal(now.status, 200);
    if (then === 'same') return equal(now.etag, before);
    notEqual(now.etag, target.etag);
    deepEqual(withoutStamp(this.wire.parse(now.text)), target.changed);
  }
}

function plain(resource: object): JsonObject {
  return JSON.parse(JSON.stringify(resource)) as JsonObject;
}
