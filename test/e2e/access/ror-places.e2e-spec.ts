import type { Bundle } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { rorClients } from '../../support/access/ror-clients';
import { describeOnEachDatabase } from '../../support/on-each-database';

type Resource = { resourceType: string; id: string };
const to = (type: string, id: string, display?: string) => ({ reference: `${type}/${id}`, ...(display !== undefined && { display }) }); // prettier-ignore
const offer = (id: string, more: object = {}, isSensitive = false) => ({
  resourceType: 'HealthcareService',
  id,
  extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: isSensitive }],
  type: [{ coding: [{ system: CODE_SYSTEM.activityField, code: '05' }] }],
  ...more,
});
const place = (id: string, more: object = {}) => ({ resourceType: 'Location', id, name: id, ...more });
const role = (id: string, service: string, more: object = {}) => ({
  resourceType: 'PractitionerRole',
  id,
  healthcareService: [to('HealthcareService', service)],
  ...more,
});

/** `SECRET` is the id or the display of what a client with a restricted profile must not learn of. */
const RESOURCES: readonly Resource[] = [
  place('open', { partOf: to('Location', 'top') }),
  place('top'),
  place('SECRET'),
  place('below-open', { partOf: to('Location', 'open', 'Above') }),
  place('below-secret', { partOf: to('Location', 'SECRET', 'HUSH') }),
  { resourceType: 'Practitioner', id: 'SECRET', active: true } as Resource,
  offer('SECRET', { location: [to('Location', 'SECRET')] }, true),
  role('SECRET', 'SECRET', { practitioner: to('Practitioner', 'SECRET') }),
  offer('ours', { location: [to('Location', 'open')], coverageArea: [to('Location', 'open'), to('Location', 'SECRET', 'HUSH')] }),
  offer('theirs', { coverageArea: [to('Location', 'open')] }),
  role('ours', 'ours', { location: [to('Location', 'SECRET', 'HUSH'), to('Location', 'open')] }),
  role('theirs', 'theirs', { location: [to('Location', 'open')] }),
]; // prettier-ignore

const clients = rorClients();
for (const profile of ['0', '2', '3', '5', '1'])
  clients.add(`supplier-${profile}`, { claims: { ror_profile: profile, ror_role: 'supplier', ror_region: '*' } });

describeOnEachDatabase(
  'References to places that a profile does not see',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: clients,
  },
  (server) => {
    const as = (profile: string) => ({ Authorization: `Bearer supplier-${profile}` });
    const get = (profile: string, path: string) => server.send('get', encodeURI(path)).set(as(profile));
    const found = async (profile: string, path: string) => {
      const { entry = [] } = JSON.parse((await get(profile, `${path}&_count=100`).expect(200)).text) as Bundle;
      return entry.map(({ resource }) => `${resource!.resourceType}/${resource!.id}`).sort();
    };

    beforeAll(async () => {
      for (const each of RESOURCES)
        await server.write('put', `/${each.resourceType}/${each.id}`, each, { Authorization: 'Bearer all' }).expect(201);
    });

    describe.each(['0', '2', '3', '5'])('profile %s', (profile) => {
      it.each([
        ['/Location/below-secret', 200],
        ['/HealthcareService/ours', 200],
        ['/PractitionerRole/ours', 200],
        ['/PractitionerRole/ours/_history/1', 200],
        ['/PractitionerRole/ours/_history', 200],
        ['/PractitionerRole?_id=ours&_include=PractitionerRole:location', 200],
        ['/Location?_id=below-secret&_include=Location:partof', 200],
        ['/Location/SECRET', 404],
      ] as const)('%s does not tell of them', async (path, status) => {
        const { text } = await get(profile, path).expect(status);
        expect(text.replaceAll(path.slice(1), '')).not.toMatch(/SECRET|HUSH/);
      });

      it.each<[path: string, expected: readonly string[]]>([
        ['/Location?partof=Location/SECRET', []],
        ['/Location?partof=Location/open', ['Location/below-open']],
        ['/Location?_content=HUSH', []],
        ['/Location?_content=Above', ['Location/below-open']],
        ['/Location?partof:missing=true', ['Location/below-secret', 'Location/top']],
        ['/Location?partof.name=SECRET', []],
        ['/Location?partof:above.name=SECRET', []],
        ['/Location?partof:below.name=below-secret', ['Location/below-secret']],
        ['/HealthcareService?coverage-area=Location/SECRET', []],
        ['/HealthcareService?coverage-area=Location/open', ['HealthcareService/theirs']],
        ['/HealthcareService?coverage-area:missing=true', ['HealthcareService/ours']],
        ['/PractitionerRole?location=Location/SECRET', []],
        ['/PractitionerRole?location=Location/open', ['PractitionerRole/theirs']],
        ['/PractitionerRole?_filter=location eq Location/SECRET', []],
        ['/Location?_id=open&_has:PractitionerRole:location:_id=ours', []],
        ['/Location?_id=open&_has:PractitionerRole:location:_id=theirs', ['Location/open']],
        ['/Location?_id=open&_revinclude=PractitionerRole:location', ['Location/open', 'PractitionerRole/theirs']],
        ['/PractitionerRole?_id=theirs&_include=PractitionerRole:location', ['Location/open', 'PractitionerRole/theirs']],
      ])('%s finds what is seen', async (path, expected) => {
        expect(await found(profile, path)).toEqual(expected);
      });
    });

    it.each<[path: string, expected: readonly string[]]>([
      ['/Location?partof=Location/SECRET', ['Location/below-secret']],
      ['/HealthcareService?coverage-area=Location/SECRET', ['HealthcareService/ours']],
      ['/PractitionerRole?location=Location/SECRET', ['PractitionerRole/ours']],
    ])('a profile that sees all finds by them: %s', async (path, expected) => {
      expect(await found('1', path)).toEqual(expected);
    });

    let made = 0;
    const post = (profile: string, body: object, dry = false) =>
      server.write('post', `/${(body as Resource).resourceType}${dry ? '?_dryRun=true' : ''}`, body, as(profile));
    const put = (profile: string, body: Resource) => server.write('put', `/${body.resourceType}/${body.id}`, body, as(profile));
    /** What is answered, but for what differs between any two requests. */
    const told = ({ status, text }: { status: number; text: string }, id: string) => [status, text.replaceAll(id, 'ID')];

    /** Resources that refer to a given id, which is hidden or was never used. */
    const REFERRING: readonly (readonly [string, (id: string) => object])[] = [
      ['a role in an offer', (id) => role('new', 'theirs', { healthcareService: [to('HealthcareService', 'theirs'), to('HealthcareService', id)] })],
      ['a role of a professional', (id) => role('new', 'theirs', { practitioner: to('Practitioner', id) })],
      ['a role in a place', (id) => role('new', 'theirs', { location: [to('Location', id)] })],
      ['a place within a place', (id) => place('new', { partOf: to('Location', id) })],
      ['an offer for a place', (id) => offer('new', { coverageArea: [to('Location', id)] })],
      ['an offer in a place', (id) => offer('new', { location: [to('Location', id)] })],
    ];
    describe.each(['2', '3', '5'])('a supplier with profile %s', (profile) => {
      describe.each(REFERRING)('%s', (_, referring) => {
        it.each([['a write', false], ['a dry run', true]])('%s tells nothing of what is hidden', async (_what, dry) => {
          const hidden = told(await post(profile, referring('SECRET'), dry), 'SECRET');
          const unknown = told(await post(profile, referring('unused'), dry), 'unused');
          expect(hidden[0]).toBe(422);
          expect(hidden).toEqual(unknown);
        });

        it('of several faults the same one is told', async () => {
          const wrong = (id: string) => ({ ...referring(id), language: 7 });
          const hidden = told(await post(profile, wrong('SECRET')), 'SECRET');
          expect(hidden).toEqual(told(await post(profile, wrong('unused')), 'unused'));
        });

        it('may refer to what it sees', async () => {
          const id = `seen-${(made += 1)}`;
          for (const each of [place(id), offer(id), { resourceType: 'Practitioner', id, active: true }] as Resource[])
            await server.write('put', `/${each.resourceType}/${id}`, each, { Authorization: 'Bearer all' }).expect(201);
          // Profile 3 sees professionals with a role.
          await server.write('post', '/PractitionerRole', role('new', 'theirs', { practitioner: to('Practitioner', id) }), { Authorization: 'Bearer all' }).expect(201);
          const { text } = await post(profile, referring(id)).expect(201);
          expect(text).toContain(`/${id}"`);
        });
      });

      it('may refer to what the same transaction creates', async () => {
        const urn = 'urn:uuid:11111111-1111-4111-8111-111111111111';
        const { id: _, ...above } = place('x');
        const { id: __, ...below } = place('x', { partOf: { reference: urn } });
        const entry = [
          { resource: below, request: { method: 'POST', url: 'Location' } },
          { fullUrl: urn, resource: above, request: { method: 'POST', url: 'Location' } },
        ];
        const { text } = await server.write('post', '/', { resourceType: 'Bundle', type: 'transaction', entry }, as(profile)).expect(200);
        const [first] = (JSON.parse(text) as Bundle).entry!;
        expect(first!.response!.status).toBe('201 Created');
      });

      it('changes a place without touching the hidden one that it is part of', async () => {
        const id = `kept-${profile}`;
        await server.write('put', `/Location/${id}`, place(id, { partOf: to('Location', 'SECRET') }), { Authorization: 'Bearer all' }).expect(201);
        await put(profile, place(id, { name: 'Changed' })).expect(200);
        const { text } = await server.send('get', `/Location/${id}`).set({ Authorization: 'Bearer supplier-1' }).expect(200);
        expect(JSON.parse(text)).toMatchObject({ name: 'Changed', partOf: { reference: 'Location/SECRET' } });
        const answers = [];
        for (const target of ['SECRET', 'unused', 'open']) answers.push(told(await put(profile, place(id, { partOf: to('Location', target) })), target));
        expect(answers[0]).toEqual([403, expect.anything()]);
        expect(answers[1]).toEqual(answers[0]);
        expect(answers[2]).toEqual(answers[0]);
      });

      it('does not learn where else a resource refers to what is hidden', async () => {
        const id = `twice-${profile}`;
        const more = (target: string) => ({ extension: [{ url: 'urn:test:see', valueReference: to('Location', target) }] });
        await server.write('put', `/Location/${id}`, place(id, { partOf: to('Location', 'SECRET') }), { Authorization: 'Bearer all' }).expect(201);
        const hidden = told(await put(profile, place(id, more('SECRET'))), 'SECRET');
        expect(hidden[0]).toBe(422);
        expect(hidden).toEqual(told(await put(profile, place(id, more('unused'))), 'unused'));
      });
    });

    it('a profile that sees all may refer to what there is not', async () => {
      await post('1', place('new', { partOf: to('Location', 'unused') })).expect(201);
    });
  },
); // prettier-ignore
