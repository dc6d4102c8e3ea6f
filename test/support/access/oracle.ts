import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/fhir';
import { startTestApp, type TestApp } from '../test-app';
import { DisclosingPlugin } from './masking-policy';
import { directory } from './oracle-data';
import { askedRequest, type AskedRequest } from './oracle-requests';

export interface OracleRun {
  /** Addresses of two empty databases. */
  readonly urls: readonly [string, string];
  readonly seed: number;
  readonly requests: number;
}

export interface OracleOutcome {
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests that the two servers answered differently. */
  readonly faults: readonly string[];
}

const MOST_FAULTS = 5;

/**
 * Sends the same requests to two servers whose resources differ only in what is hidden. Both must give the same answer,
 * byte for byte. Values that depend on the clock or on chance (instants, new ids, the hour in links) are masked first.
 */
export async function askBoth({ urls, seed, requests }: OracleRun): Promise<OracleOutcome> {
  const servers = [await start(urls[0], 0), await start(urls[1], 1)] as const;
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  try {
    for (const request of fc.sample(askedRequest, { seed, numRuns: requests })) {
      const [one, other] = await Promise.all(servers.map((server) => ask(server, request)));
      statuses[one!.status] = (statuses[one!.status] ?? 0) + 1;
      if (one!.text === other!.text) continue;
      faults.push(`${JSON.stringify(request)}\n--- one\n${one!.text}\n--- other\n${other!.text}`);
      if (faults.length >= MOST_FAULTS) break;
    }
  } finally {
    for (const server of servers) await server.close();
  }
  return { statuses, faults };
}

async function start(url: string, server: 0 | 1): Promise<TestApp> {
  const app = await startTestApp(
    { DATABASE_URL: url, UPDATE_CREATE: 'true', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'warn', SEARCH_LINK_KEY: 'k'.repeat(32) },
    { plugins: [DisclosingPlugin] },
  ); // prettier-ignore
  const ALL = { 'x-sees': 'all' };
  for (const resource of directory(server)) {
    const path = `/${resource['resourceType'] as string}/${resource['id'] as string}`;
    await app.write('put', path, resource, ALL).expect(201);
    // A second version, whose hidden parts differ as well.
    const extension = [...(resource['extension'] as JsonValue[] | undefined ?? []), { url: 'urn:test:open', valueString: 'two' }];
    await app.write('put', path, { ...resource, extension }, ALL).expect(200);
  }
  return app;
} // prettier-ignore

async function ask(app: TestApp, { method, path, headers, body, edit }: AskedRequest) {
  const sent = edit ? await changed(app, edit) : body;
  const request = app.send(method, path).set({ 'X-Request-Id': 'oracle', ...headers });
  const { status, headers: answered, text } = await (sent === undefined ? request : request.send(sent));
  const told = Object.entries(answered).filter(
    ([name]) => name !== 'date' && name !== 'connection' && name !== 'keep-alive',
  );
  const next = /"next","url":"[^"]*?\/fhir([^"]+)"/.exec(text ?? '')?.[1];
  const page = next === undefined ? undefined : await app.send('get', next).set('X-Request-Id', 'oracle');
  return { status, text: timeless(`${status}\n${JSON.stringify(told)}\n${text}\n${page?.status} ${page?.text}`) };
}

async function changed(app: TestApp, { read, change, word }: NonNullable<AskedRequest['edit']>): Promise<string> {
  const { text } = await app.send('get', read);
  const resource = JSON.parse(text) as JsonObject;
  const [telecom, contact] = [resource['telecom'], resource['contact']] as (JsonValue[] | undefined)[];
  const edits: JsonObject[] = [
    resource,
    { ...resource, telecom: [...(telecom ?? []), { system: 'phone', value: word }] },
    { ...resource, telecom: (telecom ?? []).toReversed() },
    { ...resource, telecom: (telecom ?? []).slice(1) },
    {
      ...resource,
      ...(contact && { contact: contact.map((each) => ({ ...(each as JsonObject), name: { text: word } })) }),
    },
    { ...resource, active: 'no' },
    { ...resource, telecom: [{ system: 'phone', value: word, use: 'old' }] },
  ];
  return JSON.stringify(edits[change]);
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const HTTP_DATE = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g;
const SHOWN_DATE = /\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CURSOR = /_cursor=([A-Za-z0-9\-_]+)/g;
const PORT = /127\.0\.0\.1:\d+/g;

function timeless(text: string): string {
  return text
    // An encrypted cursor can reveal something by its length only.
    .replace(CURSOR, (_, token: string) => `_cursor=${token.length}`)
    .replace(INSTANT, 'T')
    .replace(HTTP_DATE, 'D')
    .replace(SHOWN_DATE, 'S')
    .replace(UUID, 'U')
    .replace(PORT, 'P');
} // prettier-ignore
