import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CapabilityStatement, CapabilityStatementRestResource, FhirResource } from 'fhir/r4';
import { type JsonObject, withoutStamp } from '../../fhir';
import { type Answer, client, type FhirClient } from '../app/client';
import { at, type Row, type Sent, type Served, type Target } from './row';
import { EVERYTHING, type TypeCase } from './type-case';
import type { Wire } from './wire';

let samples = 0;

/** Tests one type of one server in one format. */
export class Trial {
  private readonly client: FhirClient;
  private readonly told: CapabilityStatementRestResource;

  constructor(
    private readonly server: { readonly baseUrl: string },
    statement: CapabilityStatement,
    private readonly type: string,
    private readonly about: TypeCase,
    private readonly wire: Wire,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    const resource = statement.rest?.[0]?.resource?.find((each) => each.type === type);
    ok(resource, `the CapabilityStatement tells of ${type}`);
    this.client = client(server);
    this.told = resource;
  }

  /** Fails unless the CapabilityStatement lists exactly the interactions declared for the type. */
  serves(declared: readonly Served[]): void {
    const told = EVERYTHING.filter((each) => this.told.interaction?.some(({ code }) => code === each));
    const expected = EVERYTHING.filter((each) => declared.includes(each));
    deepEqual(told, expected, `the interactions of ${this.type} in the CapabilityStatement are those of its case: give \`interactions\``); // prettier-ignore
  }

  async run(row: Row, served: (interaction: Served) => boolean): Promise<void> {
    const target = await this.target();
    if (!served(row.interaction)) return this.refused(row.send(target));
    if (row.searchedBy !== undefined && !this.told.searchParam?.some(({ name }) => name === row.searchedBy)) {
      const sent = row.send(target);
      const { status, text } = await this.send({ ...sent, headers: { ...sent.headers, Prefer: 'handling=strict' } });
      return equal(status, 400, `${this.type} is not searched by ${row.searchedBy}, and says so: ${text}`);
    }
    for (const step of row.first ?? []) {
      const { status } = await this.send(step(target));
      ok(status < 300, `a request before the one under test is answered ${status}`);
    }
    const before = row.then === 'same' ? await this.send({ method: 'GET', path: at(target) }) : undefined;
    const answer = await this.send(row.send(target));
    this.expectAnswer(answer, row, target);
    if (row.then) await this.expectThen(row.then, target, before?.etag);
  }

  async options(served: (interaction: Served) => boolean): Promise<void> {
    const answer = await this.send({ method: 'OPTIONS', path: at(await this.target()) });
    equal(answer.status, 204);
    const allowed = answer.headers.get('allow')?.split(', ') ?? [];
    const methods: [Served, string][] = [['read', 'GET'], ['update', 'PUT'], ['patch', 'PATCH'], ['delete', 'DELETE']]; // prettier-ignore
    for (const [interaction, method] of methods) {
      equal(allowed.includes(method), served(interaction), `${method} is in Allow: ${allowed.join(', ')}`);
    }
  }

  /** Uses a client of its own, because `fetch` does not send TRACE. */
  async trace(): Promise<void> {
    const url = new URL(`${this.server.baseUrl}${at(await this.target())}`);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const [status, allow] = await new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      const sent = request(url, { method: 'TRACE', headers: { ...this.headers } }, (reply) => {
        reply.resume();
        resolve([reply.statusCode, reply.headers.allow]);
      });
      sent.on('error', reject).end();
    });
    equal(status, 405);
    match(allow ?? '', /\bGET\b/);
  }

  /** Fails unless the server refuses a request with 405. */
  private async refused(sent: Sent): Promise<void> {
    const { status, headers, text } = await this.send(sent);
    equal(status, 405, text);
    // Empty where no method is allowed at the address (RFC 9110, 10.2.1).
    notEqual(headers.get('allow'), null, 'it says what is allowed');
  }

  private async target(): Promise<Target> {
    const { about } = this;
    const sample = 'sample' in about ? () => plain(about.sample((samples += 1))) : undefined;
    const id = 'sample' in about ? await this.create(sample!()) : await about.present((samples += 1));
    const answer = await this.send({ method: 'GET', path: `/${this.type}/${id}` });
    equal(answer.status, 200, `${this.type}/${id} is there: ${answer.text}`);
    const whole = this.wire.parse(answer.text);
    const { id: _, ...content } = withoutStamp(whole);
    const changed = plain(this.about.change(plain(content) as unknown as FhirResource, (samples += 1)));
    return {
      type: this.type,
      id,
      etag: answer.etag!,
      versionId: (whole['meta'] as { versionId: string }).versionId,
      lastModified: answer.headers.get('last-modified')!,
      content,
      another: sample?.() ?? content,
      changed,
      wire: this.wire,
    };
  }

  private async create(body: JsonObject): Promise<string> {
    const answer = await this.send({ method: 'POST', path: `/${this.type}`, body });
    equal(answer.status, 201, `a sample of ${this.type} is created: ${answer.text}`);
    return this.wire.parse(answer.text)['id'] as string;
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
    const { status, issue, headers = {}, contentType, holds, entries, subsetted, text } = row;
    const told = answer.outcome?.issue[0]?.code;
    deepEqual({ status: answer.status, issue: told }, { status, issue }, answer.text);
    if (answer.text) match(answer.headers.get('content-type') ?? '', contentType ?? new RegExp(`^${this.wire.mediaType.replace('+', '\\+')}`)); // prettier-ignore
    for (const [name, expected] of Object.entries(headers)) {
      const value = answer.headers.get(name);
      if (expected instanceof RegExp) match(value ?? '', expected, name);
      else equal(value, expected?.(target) ?? null, name);
    }
    if (holds === 'nothing') equal(answer.text, '');
    else if (holds) equal(answer.resource?.resourceType, holds === 'resource' ? this.type : holds);
    if (entries !== undefined) equal((answer.resource as { entry?: unknown[] }).entry?.length ?? 0, entries);
    const tags = answer.resource?.meta?.tag ?? [];
    if (subsetted !== undefined) equal(tags.some(({ code }) => code === 'SUBSETTED'), subsetted); // prettier-ignore
    if (text) match(answer.text, text);
  }

  private async expectThen(then: NonNullable<Row['then']>, target: Target, before: string | undefined): Promise<void> {
    const now = await this.send({ method: 'GET', path: at(target) });
    if (then === 'gone') return void ok([404, 410].includes(now.status), `it is gone: ${now.status}`);
    equal(now.status, 200);
    if (then === 'same') return equal(now.etag, before);
    notEqual(now.etag, target.etag);
    const { id: _, ...content } = withoutStamp(this.wire.parse(now.text));
    deepEqual(content, target.changed);
  }
}

function plain(resource: object): JsonObject {
  return JSON.parse(JSON.stringify(resource)) as JsonObject;
}
