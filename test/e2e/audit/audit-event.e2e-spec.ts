import type { AuditEvent, Bundle, CapabilityStatement, OperationOutcome, Provenance } from 'fhir/r4';
import { SmartScopesModule, validateResource, type JsonObject } from '../../../src/fhir';
import { RorAccessModule } from '../../../src/ror';
import { Clients } from '../../support/access/authenticator';
import { recordsOf } from '../../support/audit';
import { describeOnEachDatabase } from '../../support/on-each-database';

const clients = new Clients();
clients.add('auditor', { scopes: ['system/AuditEvent.rs', 'system/Organization.rs'] });
clients.add('historian', { scopes: ['system/Provenance.rs'] });
clients.add('everything', { scopes: ['system/*.cruds'] });
clients.add('writer', { scopes: ['system/Organization.cruds'], certificate: { thumbprint: 'abc-thumbprint' } });

const setup = { settings: { AUDIT: 'on', SAMPLE_DATA: 'true' }, authenticator: clients } as const;

describeOnEachDatabase('the audit log as resources', setup, (server) => {
  const get = (path: string, who = 'auditor') => server.send('get', path).set('Authorization', `Bearer ${who}`);
  const found = async <T>(path: string, who?: string): Promise<T[]> => {
    const { body } = await get(path, who).expect(200);
    return ((body as Bundle<never>).entry ?? []).map(({ resource }) => resource as unknown as T);
  };
  const rename = (name: string) => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Organization.name' },
          { name: 'value', valueString: name },
        ],
      },
    ],
  });

  beforeAll(async () => {
    await get('/Organization/789', 'writer').set('X-Request-Id', 'a-read').expect(200);
    await get('/Practitioner?family=Dupont', 'everything').set('X-Request-Id', 'a-search').expect(200);
    await get('/Organization/none', 'writer').set('X-Request-Id', 'a-refusal').expect(404);
    await server.send('get', '/Organization/789').set('X-Request-Id', 'a-stranger').expect(401);
    for (const name of ['one', 'two'])
      await server.write('patch', '/Organization/2001', rename(name), { Authorization: 'Bearer writer', 'X-Request-Id': name }).expect(200); // prettier-ignore
    for (const id of ['a-read', 'a-search', 'a-refusal', 'a-stranger', 'two']) await recordsOf(server, id);
  });

  it.each<[query: string, requests: readonly string[]]>([
    ['entity=Organization/2001', ['one', 'two']],
    ['entity=2001', ['one', 'two']],
    ['agent=writer&action=U', ['one', 'two']],
    ['agent:identifier=writer&action=U', ['one', 'two']],
    ['subtype=search-type&agent=everything', ['a-search']],
    ['subtype=http://hl7.org/fhir/restful-interaction|patch', ['one', 'two']],
    ['subtype=http://other.example.org|patch', []],
    ['outcome=4&agent=writer', ['a-refusal']],
    ['type=rest&agent=writer&action:not=R', ['one', 'two']],
    ['type=destroy', []],
    ['address=127.0.0.1,::ffff:127.0.0.1&agent=writer&action=U', ['one', 'two']],
    ['date=ge2020-01-01&agent=writer&action=U', ['one', 'two']],
    ['date=lt2020-01-01', []],
    ['_lastUpdated=gt2020&agent=writer&action=U', ['one', 'two']],
  ])('is searched by %s', async (query, requests) => {
    const events = await found<AuditEvent>(`/AuditEvent?${query}`);
    expect(events.map(requestIdOf)).toEqual(requests);
  }); // prettier-ignore

  describe('in a history', () => {
    const linkOf = /"link":\[\{"relation":"http:\/\/www.w3.org\/ns\/prov#has_provenance","url":"([^"]+)"\}\],/g;
    const PATHS = ['/Organization/2001/_history', '/Organization/_history?_count=100', '/_history?_count=200'];
    clients.add('seer', { scopes: ['system/*.rs', 'system/Provenance.r'] });
    clients.add('reader', { scopes: ['system/*.rs'] });
    clients.add('searcher', { scopes: ['system/*.rs', 'system/Provenance.s'] });

    it.each(PATHS)('links each version to its Provenance, for clients that may read it: %s', async (path) => {
      const { text } = await get(path, 'seer').expect(200);
      const links = [...text.matchAll(linkOf)].map(([, url]) => url!);
      expect(links).toHaveLength(2);
      for (const url of links) {
        const { body } = await get(url.slice(url.indexOf('/fhir') + 5), 'seer').expect(200);
        const { target, agent } = body as Provenance;
        expect([target[0]!.reference, agent[0]!.who.identifier?.value]).toEqual([
          expect.stringMatching(/^Organization\/2001\/_history\/[23]$/),
          expect.stringContaining('writer'),
        ]);
      }
    });

    it.each(PATHS)('and is the same for others, without the links: %s', async (path) => {
      const [seen, others] = [await get(path, 'seer'), await Promise.all(['reader', 'searcher'].map((who) => get(path, who)))];
      const withoutTokens = (text: string): string => text.replace(/_cursor=[\w-]+/g, '').replace(/"lastUpdated":"[^"]+"\},"type":"history"/, '');
      for (const { text, headers } of others) {
        expect(text).not.toContain('rovenance');
        expect(withoutTokens(text)).toBe(withoutTokens(seen.text.replace(linkOf, '')));
        expect(headers['vary']).toBe(seen.headers['vary']);
      }
    }); // prettier-ignore

    it('has a column with these links on the HTML page', async () => {
      const page = await get('/Organization/2001/_history', 'seer').set('Accept', 'text/html').expect(200);
      expect(page.text).toMatch(/<a href="\/fhir\/Provenance\/[0-9a-f-]+">who made it<\/a>/);
      const other = await get('/Organization/2001/_history', 'reader').set('Accept', 'text/html').expect(200);
      expect(other.text).not.toContain('who made it');
    });
  });

  function requestIdOf({ entity = [] }: AuditEvent): string | undefined {
    return entity.find(({ type }) => type?.code === 'XrequestId')?.what?.identifier?.value;
  }

  it('records the refusal of an unauthenticated client, with the requested resource', async () => {
    const events = await found<AuditEvent>('/AuditEvent?entity=Organization/789&outcome=4');
    expect(events).toMatchObject([{ outcomeDesc: '401 login', agent: [{ who: { display: expect.any(String) as string } }, {}] }]); // prettier-ignore
  });

  it('goes page by page, newest first on request', async () => {
    const { body } = await get('/AuditEvent?agent=writer&_sort=-date&_count=2').expect(200);
    const first = body as Bundle<AuditEvent>;
    expect(first.total).toBe(4);
    expect(first.entry!.map(({ resource }) => requestIdOf(resource!))).toEqual(['two', 'one']);
    const next = first.link!.find(({ relation }) => relation === 'next')!.url;
    const second = await found<AuditEvent>(next.slice(next.indexOf('/fhir') + 5));
    expect(second.map(requestIdOf)).toEqual(['a-refusal', 'a-read']);
  });

  it.each(['_lastUpdated', '-_lastUpdated', ''])('comes in one order with other types, there and back (_sort=%s)', async (sort) => {
    const query = `?_type=AuditEvent,Organization&_lastUpdated=lt${new Date().toISOString()}&_sort=${sort}`;
    const pageOf = async (path: string) => (await get(path).expect(200)).body as Bundle<AuditEvent>;
    const named = ({ entry = [] }: Bundle) => entry.map(({ resource }) => resource!.id!);
    const link = (bundle: Bundle, relation: string) => bundle.link!.find((one) => one.relation === relation)?.url.replace(/^.*\/fhir/, '');
    const all = await pageOf(`${query}&_count=1000`);
    if (sort !== '') {
      const times = all.entry!.map(({ resource }) => resource!.meta!.lastUpdated!);
      expect(times).toEqual(sort.startsWith('-') ? times.toSorted().toReversed() : times.toSorted());
    }
    expect(new Set(all.entry!.map(({ resource }) => resource!.resourceType as string))).toEqual(new Set(['AuditEvent', 'Organization']));
    const forth = [await pageOf(`${query}&_count=3`)];
    for (let next = link(forth[0]!, 'next'); next; next = link(forth.at(-1)!, 'next')) forth.push(await pageOf(next));
    expect(forth.flatMap(named)).toEqual(named(all));
    const back = [forth.at(-1)!];
    for (let before = link(back[0]!, 'previous'); before; before = link(back[0]!, 'previous')) back.unshift(await pageOf(before));
    expect(back.map(named)).toEqual(forth.map(named));
  }); // prettier-ignore

  it('is read by its id, and is R4', async () => {
    const [event] = await found<AuditEvent>('/AuditEvent?agent=writer&action=R&outcome=0');
    const { body } = await get(`/AuditEvent/${event!.id}`).expect(200);
    expect(body).toEqual(event);
    for (const each of await found<AuditEvent>('/AuditEvent?_count=100'))
      expect(validateResource(each as unknown as JsonObject)).toEqual([]);
    for (const each of await found<Provenance>('/Provenance', 'historian')) expect(validateResource(each as unknown as JsonObject)).toEqual([]); // prettier-ignore
  });

  it('follows the patterns of a read and of a query', async () => {
    const [read] = await found<AuditEvent>('/AuditEvent?agent=writer&action=R&outcome=0');
    expect(read).toMatchObject({
      meta: { profile: ['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Read'] },
      type: { code: 'rest' },
      subtype: [{ code: 'read' }],
      action: 'R',
      outcome: '0',
      agent: [
        { type: { coding: [{ code: '110152' }] }, who: { identifier: { value: 'writer' } }, altId: 'abc-thumbprint' },
        { type: { coding: [{ code: '110153' }] } },
        { requestor: true },
      ],
      entity: [{ what: { reference: 'Organization/789/_history/1' }, role: { code: '4' } }, {}],
    });
    const [query] = await found<AuditEvent>('/AuditEvent?subtype=search-type&agent=everything');
    const sent = query!.entity!.find(({ role }) => role?.code === '24')!.query!;
    expect(Buffer.from(sent, 'base64').toString()).toBe('/fhir/Practitioner?family=Dupont');
  });

  it('says who made which version', async () => {
    const made = await found<Provenance>('/Provenance?target=Organization/2001', 'historian');
    expect(made).toMatchObject([
      { target: [{ reference: 'Organization/2001/_history/2' }], activity: { coding: [{ code: 'UPDATE' }] } },
      { target: [{ reference: 'Organization/2001/_history/3' }], entity: [{ what: { reference: 'Organization/2001/_history/2' } }] },
    ]); // prettier-ignore
    expect(made[0]!.agent[0]!.who.identifier!.value).toContain('writer');
  });

  it('has a record of who looked at it', async () => {
    await get('/AuditEvent?_id=x').set('X-Request-Id', 'looking').expect(200);
    expect(await recordsOf(server, 'looking')).toMatchObject([{ type: 'AuditEvent', client: 'auditor' }]);
  });

  it.each<[what: string, path: string, who: string, status: number]>([
    ['a client without the scope', '/AuditEvent', 'writer', 403],
    ['a client with a scope over everything', '/AuditEvent', 'everything', 403],
    ['a client with the scope of another type', '/AuditEvent', 'historian', 403],
    ['a client without the scope, of versions', '/Provenance', 'writer', 403],
    ['an auditor, of versions', '/Provenance', 'auditor', 403],
    ['who may see versions', '/Provenance', 'historian', 200],
    ['a reader of one by its id, without the scope', '/AuditEvent/00000000-0000-7000-8000-000000000000', 'everything', 403],
    ['an auditor who names what is not there', '/AuditEvent/00000000-0000-7000-8000-000000000000', 'auditor', 404],
    ['nobody', '/AuditEvent', 'nobody', 401],
  ])('answers %s by %s', async (_, path, who, status) => {
    await get(path, who).expect(status);
  }); // prettier-ignore

  describe('in a search over several types', () => {
    clients.add('both', { scopes: ['system/*.rs', 'system/AuditEvent.s', 'system/Provenance.s'] });
    clients.add('reads events', { scopes: ['system/*.rs', 'system/AuditEvent.r'] });
    const RECENT = `_lastUpdated=ge2020&_count=1000`;
    const typesOf = ({ entry = [] }: Bundle) => new Set(entry.map(({ resource }) => resource!.resourceType));
    const SHOWN = ['AuditEvent', 'Provenance'];

    it.each<[who: string, seen: readonly string[]]>([
      ['everything', []],
      ['writer', []],
      ['reads events', []],
      ['auditor', ['AuditEvent']],
      ['historian', ['Provenance']],
      ['both', SHOWN],
    ])('that names none, %s finds of the log only %j', async (who, seen) => {
      const form = async (path: string) =>
        (await server.send('post', '/_search').set({ Authorization: `Bearer ${who}`, 'Content-Type': 'application/x-www-form-urlencoded' }).send(path).expect(200)).body as Bundle;
      const until = `_lastUpdated=lt${new Date().toISOString()}`;
      const { body } = await get(`?${RECENT}&${until}&_type=`, who).expect(200);
      const all = body as Bundle;
      expect(SHOWN.filter((type) => typesOf(all).has(type))).toEqual(seen);
      expect(typesOf(all)).toContain('Organization');
      expect(all.total).toBe(all.entry!.length);
      expect(await form(`${RECENT}&${until}`)).toMatchObject({ total: all.total });
      expect((await get(`?${until}&_summary=count`, who).expect(200)).body).toMatchObject({ total: all.total });

      const ids = ({ entry = [] }: Bundle) => entry.map(({ resource }) => `${resource!.resourceType}/${resource!.id!}`);
      const pages: string[] = [];
      for (let path: string | undefined = `?${until}&_count=40&_sort=-_lastUpdated`; path;) {
        const page: Bundle = (await get(path, who).expect(200)).body as Bundle;
        expect(page.total).toBe(all.total);
        pages.push(...ids(page));
        path = page.link!.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir/, '');
      }
      expect(pages.toSorted()).toEqual(ids(all).toSorted());
    }); // prettier-ignore

    it.each<[query: string, who: string, status: number]>([
      ['?_id=789', 'everything', 200],
      ['?_id=789&_include=*', 'everything', 200],
      ['?_id=789&_summary=count', 'everything', 200],
      ['?_type=Organization&_id=789', 'everything', 200],
      ['?_type=AuditEvent&_id=789', 'everything', 403],
      ['?_type=Organization,AuditEvent&_id=789', 'everything', 403],
      ['?_type=Organization,AuditEvent&_id=789&_summary=count', 'everything', 403],
      ['?_type=Organization,Provenance&_id=789', 'auditor', 403],
      ['?_type=Organization,AuditEvent&_id=789', 'auditor', 200],
    ])('%s by %s is %i: only a type that is named is refused', async (query, who, status) => {
      const { body } = await get(query, who).expect(status);
      if (status === 200) expect(body).toMatchObject({ total: 1 });
    });

    it('a link to a page of one client is not one for a client that sees other types', async () => {
      const { body } = await get('?_lastUpdated=ge2020&_count=1', 'everything').expect(200);
      const next = (body as Bundle).link!.find(({ relation }) => relation === 'next')!.url.replace(/^.*\/fhir/, '');
      await get(next, 'everything').expect(200);
      await get(next, 'auditor').expect(400);
    });
  });

  it.each([
    '/Organization?_id=2001&_revinclude=AuditEvent:entity',
    '/Organization?_id=2001&_revinclude=Provenance:target',
    '/Organization?_id=2001&_revinclude=*',
  ])('appears in no answer to other clients: %s', async (path) => {
    const { text } = await get(path, 'everything');
    expect(text).not.toContain('"resourceType":"AuditEvent"');
    expect(text).not.toContain('"resourceType":"Provenance"');
  });

  describe('included with what it is about', () => {
    const included = ({ entry = [] }: Bundle, type: string) =>
      entry.flatMap(({ resource, search }) => (resource?.resourceType === type && search?.mode === 'include' ? [resource] : []));
    const WRITES = '_id=2001,789';

    it.each<[path: string, who: string, expected: Readonly<Record<string, number>>]>([
      [`/Organization?${WRITES}&_revinclude=Provenance:target`, 'all of it', { Provenance: 2 }],
      [`/Organization?${WRITES}&_revinclude=Provenance:*`, 'all of it', { Provenance: 2 }],
      [`/Organization?_id=789&_revinclude=Provenance:target`, 'all of it', { Provenance: 0 }],
      [`/Organization?${WRITES}&_revinclude=Provenance:target:Organization`, 'all of it', { Provenance: 2 }],
      [`/Organization?${WRITES}&_revinclude=Provenance:target`, 'events', { Provenance: 0 }],
      [`/Organization?${WRITES}&_revinclude=Provenance:target`, 'everything', { Provenance: 0 }],
      [`/Organization?${WRITES}&_revinclude=*`, 'events', { Provenance: 0 }],
      [`?_id=2001&_revinclude=Provenance:target`, 'all of it', { Provenance: 2 }],
      [`?_type=Organization,Location&_id=2001&_revinclude=Provenance:target`, 'all of it', { Provenance: 2 }],
      [`/Provenance?target=Organization/2001&_include=Provenance:target`, 'all of it', { Organization: 1 }],
      [`/Provenance?target=Organization/2001&_include=Provenance:target`, 'only versions', { Organization: 1 }],
    ])('%s by %s', async (path, who, expected) => {
      clients.add('all of it', { scopes: ['system/*.rs', 'system/AuditEvent.rs', 'system/Provenance.rs'] });
      clients.add('events', { scopes: ['system/*.rs', 'system/AuditEvent.rs'] });
      clients.add('only versions', { scopes: ['system/*.rs', 'system/Provenance.rs'] });
      const { body } = await get(path, who).expect(200);
      const found = Object.keys(expected).map((type) => [type, included(body as Bundle, type).length]);
      expect(Object.fromEntries(found)).toEqual(expected);
      expect((body as Bundle).entry!.filter(({ search }) => search?.mode === 'outcome')).toEqual([]);
    });

    it('each event once, as a search of the log finds it', async () => {
      const { body } = await get(`/Organization?${WRITES}&_revinclude=AuditEvent:entity`, 'events').expect(200);
      const events = included(body as Bundle, 'AuditEvent') as AuditEvent[];
      const asked = await found<AuditEvent>(`/AuditEvent?entity=Organization/2001,Organization/789&action=R,U&_count=1000`, 'events');
      expect(events.map(({ id }) => id!)).toEqual(expect.arrayContaining(asked.filter(({ entity = [] }) => entity.length > 0).map(({ id }) => id!)));
      expect(events.map(requestIdOf)).toEqual(expect.arrayContaining(['a-read', 'one', 'two']));
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    });

    it('as the CapabilityStatement says', async () => {
      const { body } = await get('/metadata', 'events').expect(200);
      const { searchRevInclude = [] } = (body as CapabilityStatement).rest![0]!.resource!.find(({ type }) => type === 'Organization')!;
      expect(searchRevInclude).toEqual(expect.arrayContaining(['AuditEvent:entity', 'Provenance:target']));
      expect(searchRevInclude.filter((name) => name.endsWith(':agent'))).toEqual([]);
    });
  }); // prettier-ignore

  describe('is not exported', () => {
    it.each<[path: string, who: string, parameter: string | undefined]>([
      ['/$export?_type=AuditEvent', 'auditor', '_type'],
      ['/$export?_type=Organization,AuditEvent', 'auditor', '_type'],
      ['/$export?_type=AuditEvent', 'everything', '_type'],
      ['/$export?_type=Provenance', 'historian', '_type'],
      ['/AuditEvent/$export', 'auditor', undefined],
      ['/$export?_typeFilter=AuditEvent%3Fsubtype%3Dread', 'auditor', '_typeFilter'],
    ])('%s by %s', async (path, who, parameter) => {
      const { body } = await get(path, who).expect(400);
      const [issue] = (body as OperationOutcome).issue;
      expect(issue!.details!.text).toMatch(/^(AuditEvent|Provenance) is not exported/);
      expect(issue!.expression).toEqual(parameter && [`http.${parameter}`]);
    });

    it('with all types, nor is that offered', async () => {
      await get('/$export', 'everything').expect(202);
      const { body } = await get('/metadata', 'auditor').expect(200);
      const offered = (body as CapabilityStatement).rest![0]!.resource!.filter(({ operation = [] }) => operation.some(({ name }) => name === 'export'));
      const types = offered.map(({ type }) => type as string);
      expect(types).toContain('Organization');
      expect(types.filter((type) => ['AuditEvent', 'Provenance'].includes(type))).toEqual([]);
    }); // prettier-ignore
  });

  it.each(['post', 'put', 'delete'] as const)('cannot be changed by %s', async (method) => {
    const path = method === 'post' ? '/AuditEvent' : '/AuditEvent/1';
    const reply = await server.send(method, path).set({ Authorization: 'Bearer auditor', 'Content-Type': 'application/fhir+json' }).send('{"resourceType":"AuditEvent"}'); // prettier-ignore
    expect(reply.status).toBe(405);
  });

  it('is declared in the CapabilityStatement', async () => {
    const { text } = await get('/metadata').expect(200);
    expect(text).toContain('"type":"AuditEvent"');
  });
});

const profiled = new Clients();
const claims = { ror_profile: '0', ror_role: 'consumer' };
profiled.add('reader', { scopes: ['system/*.rs'], claims });
profiled.add('auditor', { scopes: ['system/*.rs', 'system/AuditEvent.rs', 'system/Provenance.rs'], claims });
const policies = {
  settings: { AUDIT: 'on', SAMPLE_DATA: 'true' },
  plugins: [SmartScopesModule, RorAccessModule.forRoot({ userHeaders: 'optional' })],
  authenticator: profiled,
} as const;

describeOnEachDatabase('the audit log and the access policies', policies, (server) => {
  it.each<[path: string, who: string, status: number, log: readonly string[]]>([
    ['?_id=789', 'reader', 200, []],
    ['?_id=789&_revinclude=*', 'reader', 200, []],
    ['?_type=AuditEvent&_id=789', 'reader', 403, []],
    ['/Organization?_id=789&_revinclude=*', 'reader', 200, []],
    ['/Organization?_id=789&_revinclude=AuditEvent:entity', 'reader', 200, []],
    ['/Organization?_id=789&_revinclude=AuditEvent:entity', 'auditor', 200, ['AuditEvent']],
    ['?_id=789&_revinclude=*', 'auditor', 200, ['AuditEvent']],
    ['/AuditEvent?entity=Organization/789&_sort=-date', 'auditor', 200, ['AuditEvent']],
    ['/AuditEvent?subtype=read&_total=accurate', 'auditor', 200, ['AuditEvent']],
    ['/AuditEvent?entity=Organization/789', 'reader', 403, []],
    ['/Provenance?target=Organization/789', 'auditor', 200, []],
    ['/Provenance?target=Organization/789', 'reader', 403, []],
  ])('%s by a %s is %i, with %j', async (path, who, status, log) => {
    const get = (at: string) => server.send('get', at).set('Authorization', `Bearer ${who}`);
    await get('/Organization/789').set('X-Request-Id', 'seen').expect(200);
    await recordsOf(server, 'seen');
    const { entry = [] } = (await get(path).expect(status)).body as Bundle;
    const types = entry.map(({ resource }) => resource!.resourceType);
    expect([...new Set(types.filter((type) => type === 'AuditEvent' || type === 'Provenance'))]).toEqual(log);
  });
});

describeOnEachDatabase('without authentication', { settings: { AUDIT: 'on' } }, (server) => {
  it('the log is recorded, and not served', async () => {
    await server.send('get', '/AuditEvent').set('X-Request-Id', 'not-served').expect(404);
    expect(await recordsOf(server, 'not-served')).toHaveLength(1);
  });
});
