import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientLimits, FhirError, type Principal, type RateStore } from '../../../src/fhir';
import { startTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;
let now: number;
beforeEach(() => (now = 1_000 * MINUTE));

const client = (name: string): Principal => ({ id: `i#${name}`, issuer: 'i', client: name });
const from = (remoteAddress: string) => ({ socket: { remoteAddress } }) as unknown as IncomingMessage;

class Answer extends EventEmitter {
  readonly headers: Record<string, string> = {};
  setHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
}

/** The headers a request gets, and for a refusal its kind and headers. */
function asked(limits: ClientLimits, principal: Principal | undefined, address = '10.0.0.1') {
  const answer = new Answer();
  try {
    limits.count(principal, from(address), answer as unknown as ServerResponse);
    return answer.headers;
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return { ...answer.headers, refused: error.kind, ...error.headers };
  }
}

const limitsOf = (requests: number, searches = 0) => new ClientLimits({ requests, searches, now: () => now });

describe('a client', () => {
  it('may make a number of requests per minute, and is told how many are left and when to retry', () => {
    const limits = limitsOf(2);
    now += 15_000;
    const policy = { 'RateLimit-Policy': '"client";q=2;w=60' };
    expect(asked(limits, client('a'))).toEqual({ ...policy, RateLimit: '"client";r=1;t=45' });
    expect(asked(limits, client('a'))).toEqual({ ...policy, RateLimit: '"client";r=0;t=45' });
    const refused = { ...policy, RateLimit: '"client";r=0;t=45', refused: 'throttled', 'Retry-After': '45' };
    expect(asked(limits, client('a'))).toEqual(refused);
    expect(asked(limits, client('b'))).toMatchObject({ RateLimit: '"client";r=1;t=45' });
    now += 45_000;
    expect(asked(limits, client('a'))).toMatchObject({ RateLimit: '"client";r=1;t=60' });
  });

  it('is identified by its address without authentication', () => {
    const limits = limitsOf(1);
    expect(asked(limits, undefined, '10.0.0.1')).not.toHaveProperty('refused');
    expect(asked(limits, undefined, '10.0.0.1')).toHaveProperty('refused');
    expect(asked(limits, undefined, '10.0.0.2')).not.toHaveProperty('refused');
  });

  it('may run a number of searches and Bundles at once, and reads in addition', () => {
    const limits = limitsOf(0, 2);
    const [first, second] = [new Answer(), new Answer()];
    const begin =
      (interaction: string, answer = new Answer(), who = client('a')) =>
      () =>
        limits.begin(interaction, who, answer as unknown as ServerResponse);
    begin('search-type', first)();
    begin('history-system', second)();
    expect(begin('search-type')).toThrow(/in progress: 2; it may not have more/);
    expect(begin('transaction')).toThrow();
    expect(begin('batch')).toThrow();
    expect(begin('read')).not.toThrow();
    expect(begin('search-type', new Answer(), client('b'))).not.toThrow();
    first.emit('close');
    expect(begin('search-type')).not.toThrow();
    expect(begin('search-type')).toThrow();
  });

  it('holds no place for a request whose connection is gone already', () => {
    const limits = limitsOf(0, 1);
    const gone = Object.assign(new Answer(), { destroyed: true }) as unknown as ServerResponse;
    limits.begin('search-type', client('a'), gone);
    expect(() => limits.begin('search-type', client('a'), new Answer() as unknown as ServerResponse)).not.toThrow();
  });

  it('is counted by all processes together', async () => {
    const rows = new Map<string, number>();
    /** Works like a table with a row for each process and client. */
    const store: RateStore = {
      share: (_, process, counts) => {
        for (const [hash, used] of counts) rows.set(`${process} ${hash}`, used);
        const totals = new Map<string, number>();
        for (const [key, used] of rows) totals.set(key.split(' ')[1]!, (totals.get(key.split(' ')[1]!) ?? 0) + used);
        return Promise.resolve(totals);
      },
    };
    const [one, two] = [limitsOf(5), limitsOf(5)];
    for (let request = 0; request < 3; request += 1) asked(one, client('a'));
    asked(two, client('a'));
    for (const limits of [one, two, one]) await limits.share(store);
    // Its own requests count once, although the totals of the table hold them too.
    expect(asked(one, client('a'))).toEqual({
      'RateLimit-Policy': '"client";q=5;w=60',
      RateLimit: '"client";r=0;t=60',
    });
    expect(asked(one, client('a'))).toHaveProperty('refused');
    await one.share(store);
    await two.share(store);
    expect(asked(two, client('a'))).toHaveProperty('refused');
    expect([...rows.keys()].join()).not.toContain('a,');
  });
});

describe('a server with RATE_LIMIT', () => {
  let server: TestApp;
  beforeAll(async () => (server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', RATE_LIMIT: '3' })));
  afterAll(() => server.close());

  it('answers 429 with Retry-After and an OperationOutcome, but never refuses metadata', async () => {
    const statuses: number[] = [];
    // A new minute may begin in between, at most once.
    for (let request = 0; request < 7; request += 1)
      statuses.push((await server.send('get', '/Organization/none')).status);
    expect(statuses).toContain(429);
    const reply = await server.send('get', '/Organization/none').set('Accept-Language', 'fr');
    if (reply.status === 429) {
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      expect(reply.headers['ratelimit-policy']).toBe('"client";q=3;w=60');
      expect(JSON.parse(reply.text)).toMatchObject({ issue: [{ code: 'throttled', details: { text: expect.stringContaining('Ce client') as unknown } }] }); // prettier-ignore
    }
    await server.send('get', '/metadata').expect(200);
  });
});
