import { randomUUID } from 'node:crypto';
import type { Extension, Location, Organization, Reference, Resource } from 'fhir/r4';
import { codeable, codeableExtension, type Term } from '../../src/ror/sample/elements';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { sharedDatabases, type SharedDatabase } from '../support/databases';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

const LEGAL = codeable(CODE_SYSTEM.legalStatus, '72 SARL');
const INTERNAL = codeable(CODE_SYSTEM.internalOrganizationType, '1 Pôle');
const SITE = codeable(CODE_SYSTEM.establishmentCategory, '355 Centre Hospitalier (C.H.)');

const ROUNDS = 10;

/** Concurrent writers on two servers that share a database: the result is as if one of them had come first. */
describe.each(sharedDatabases)('two servers on $name', ({ createDatabase }) => {
  let database: SharedDatabase;
  /** Without referential integrity, so that only the rules keep the tree intact. */
  let servers: readonly [TestApp, TestApp];
  let strict: readonly [TestApp, TestApp];
  beforeAll(async () => {
    database = await createDatabase();
    servers = await start('off');
    strict = await start('on');
  });
  afterAll(async () => {
    await Promise.all([...servers, ...strict].map((server) => server.close()));
    await database.drop();
  });

  async function start(REFERENTIAL_INTEGRITY: 'off' | 'on'): Promise<readonly [TestApp, TestApp]> {
    const settings = { REFERENTIAL_INTEGRITY, UPDATE_CREATE: 'true' } as const;
    const [one, other] = database.urls;
    const first = await startTestApp({ ...settings, DATABASE_URL: one });
    await database.caughtUp();
    return [first, await startTestApp({ ...settings, DATABASE_URL: other })];
  }

  /** Creates a resource that both servers see. */
  async function created<R extends Resource>(body: R): Promise<R & { id: string }> {
    const reply = await servers[0].write('post', `/${body.resourceType}`, body).expect(201);
    await database.caughtUp();
    return reply.body as R & { id: string };
  }
  const organization = (type: Organization['type'], partOf?: Reference) => ({
    resourceType: 'Organization' as const,
    name: 'Organisation',
    type,
    ...(partOf && { partOf }),
  });
  const below = (id: string): Reference => ({ reference: `Organization/${id}` });
  type Reply = Awaited<ReturnType<TestApp['send']>>;
  const statuses = async (...writes: PromiseLike<Reply>[]) =>
    (await Promise.all(writes.map(async (write) => write))).map(({ status }) => status).sort();

  /** Each server starts half of the races. */
  const turns = Array.from({ length: ROUNDS }, (_, round) => (round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)));

  it.each([2, 3])('concurrent moves cannot close a circle of %i', async (size) => {
    for (const [one, other] of turns) {
      const ring: (Organization & { id: string })[] = [];
      for (let n = 0; n < size; n += 1) ring.push(await created(organization([INTERNAL])));
      const writes = ring.map((each, n) =>
        servers[n % 2 === 0 ? one : other].write('put', `/Organization/${each.id}`, {
          ...each,
          partOf: below(ring[(n + 1) % size]!.id),
        }),
      );
      expect(await statuses(...writes)).toEqual([...Array<number>(size - 1).fill(200), 422]);
    }
  });

  it('nor can patches', async () => {
    for (const [one, other] of turns) {
      const [a, b] = [await created(organization([INTERNAL])), await created(organization([INTERNAL]))];
      const under = (id: string) =>
        patchOf({ type: 'add', path: 'Organization', name: 'partOf', value: { valueReference: below(id) } });
      const writes = [
        servers[one].write('patch', `/Organization/${a.id}`, under(b.id)),
        servers[other].write('patch', `/Organization/${b.id}`, under(a.id)),
      ];
      expect(await statuses(...writes)).toEqual([200, 422]);
    }
  });

  it.each([2, 3])('nor can %i creations', async (size) => {
    for (const [one, other] of turns) {
      const ring = Array.from({ length: size }, () => randomUUID());
      const writes = ring.map((id, n) =>
        servers[n % 2 === 0 ? one : other].write('put', `/Organization/${id}`, {
          ...organization([INTERNAL], below(ring[(n + 1) % size]!)),
          id,
        }),
      );
      expect(await statuses(...writes)).toEqual([...Array<number>(size - 1).fill(201), 422]);
    }
  });

  it('nor can a creation and a move', async () => {
    for (const [one, other] of turns) {
      const [a, id] = [await created(organization([INTERNAL])), randomUUID()];
      const writes = [
        servers[one].write('put', `/Organization/${a.id}`, { ...a, partOf: below(id) }),
        servers[other].write('put', `/Organization/${id}`, { ...organization([INTERNAL], below(a.id)), id }),
      ];
      expect([
        [200, 422],
        [201, 422],
      ]).toContainEqual(await statuses(...writes));
    }
  });

  it('a site does not become a legal entity while it gets its first service', async () => {
    for (const [one, other] of turns) {
      const site = await created(organization([SITE]));
      const writes = [
        servers[one].write('put', `/Organization/${site.id}`, { ...site, type: [LEGAL] }),
        servers[other].write('post', '/Organization', organization([INTERNAL], below(site.id))),
      ];
      const [first, second] = await statuses(...writes);
      expect([first === 200 || first === 201, second]).toEqual([true, 422]);
    }
  });

  it('no resource is deleted while another starts to refer to it', async () => {
    for (const [one, other] of turns) {
      const parent = await created(organization([SITE]));
      const writes = [
        strict[one].write('post', '/Organization', organization([INTERNAL], below(parent.id))),
        strict[other].send('delete', `/Organization/${parent.id}`),
      ];
      expect([
        [201, 409],
        [204, 422],
      ]).toContainEqual(await statuses(...writes));
    }
  });

  it('of two writers that have read the same version, one succeeds and the other gets 412', async () => {
    for (const turn of turns) {
      const a = await created(organization([SITE]));
      const writes = turn.map((n) =>
        servers[n].write('put', `/Organization/${a.id}`, { ...a, name: `by ${n}` }, { 'If-Match': 'W/"1"' }),
      );
      expect(await statuses(...writes)).toEqual([200, 412]);
    }
  });

  it('no version is lost, and none is written twice', async () => {
    const a = await created(organization([SITE]));
    const names = Array.from({ length: 20 }, (_, n) => `${n}`);
    const writes = names.map((name, n) =>
      servers[n % 2 === 0 ? 0 : 1].write('put', `/Organization/${a.id}`, { ...a, name }),
    );
    expect(await statuses(...writes)).toEqual(names.map(() => 200));
    await database.caughtUp();
    const { body } = await servers[1].send('get', `/Organization/${a.id}/_history?_count=50`).expect(200);
    const { entry } = body as { entry: { resource: Organization }[] };
    const told = entry.map(({ resource }) => resource).toReversed();
    expect(told.map(({ meta }) => meta!.versionId)).toEqual(Array.from({ length: 21 }, (_, n) => `${n + 1}`));
    expect(
      told
        .slice(1)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.toSorted());
  });

  describe('bed management', () => {
    const SYSTEM = 'https://example.org/places';
    const STATUS = ['01 Installé', '02 Disponible', '05 Fermé'] as const;
    const GENDER = ['01 Femme', '02 Homme', '03 Indifférencié'] as const;
    type Key = readonly [status: Term, gender: Term, temporality: Term];
    /** The keys that distinguish the indicators of one place. */
    const KEYS: readonly Key[] = [
      ...STATUS.flatMap((status) => GENDER.map((gender): Key => [status, gender, '01 Courant'])),
      ['02 Disponible', '03 Indifférencié', '02 Prévisionnel'],
    ];
    const indicator = ([status, gender, temporality]: Key): Extension => ({
      url: EXTENSION.supportedCapacity,
      extension: [
        codeableExtension('capacityType', CODE_SYSTEM.capacityNature, '01 Lit'),
        codeableExtension('capacityStatus', CODE_SYSTEM.capacityStatus, status),
        codeableExtension('temporalityCapacity', CODE_SYSTEM.capacityTemporality, temporality),
        { url: 'nbCapacity', valueInteger: 0 },
        codeableExtension('capacitySourceType', CODE_SYSTEM.capacitySource, '02 Bed management'),
        codeableExtension('genderCapacityAvailable', CODE_SYSTEM.capacityGender, gender),
        { url: 'capacityUpdateDate', valueDateTime: '2026-01-15T06:30:00+01:00' },
        ...(status === '05 Fermé'
          ? [codeableExtension('capacityClosingType', CODE_SYSTEM.capacityClosingType, '01 Réactivable')]
          : []),
        codeableExtension('temporaryAssignement', CODE_SYSTEM.temporaryAssignment, '01 Aucune'),
      ],
    });
    const counts = ({ extension = [] }: Location) =>
      extension.map((each) => each.extension!.find(({ url }) => url === 'nbCapacity')!.valueInteger);

    it('ten writers of ten indicators of one place lose nothing, and change nothing when they repeat their writes', async () => {
      const value = randomUUID();
      const { id } = await created<Location>({
        resourceType: 'Location',
        name: 'Médecine',
        identifier: [{ system: SYSTEM, value }],
        extension: KEYS.map(indicator),
      });
      /** Selects an indicator by its key, as in the guide. */
      const pathOf = ([status, gender, temporality]: Key): string => {
        const criteria = Object.entries({
          capacityStatus: status,
          temporalityCapacity: temporality,
          genderCapacityAvailable: gender,
        }).map(
          ([part, term]) =>
            `extension.where(url = '${part}' and valueCodeableConcept.coding.code = '${term.slice(0, 2)}')`,
        );
        return `Location.extension.where(url='${EXTENSION.supportedCapacity}').where(${criteria.join(' and ')})`;
      };
      const report = (key: Key, n: number) => {
        const path = `${pathOf(key)}.extension.where(url='nbCapacity').value`;
        const patch = patchOf({ type: 'replace', path, value: { valueInteger: n + 1 } });
        return servers[n % 2 === 0 ? 0 : 1].write('patch', `/Location?identifier=${SYSTEM}|${value}`, patch);
      };

      expect(await statuses(...KEYS.map(report))).toEqual(KEYS.map(() => 200));
      await database.caughtUp();
      const after = await servers[0].send('get', `/Location/${id}`).expect(200);
      expect(counts(after.body as Location)).toEqual(KEYS.map((_, n) => n + 1));
      expect(after.headers['etag']).toBe(`W/"${KEYS.length + 1}"`);

      await database.caughtUp();
      expect(await statuses(...KEYS.map(report))).toEqual(KEYS.map(() => 200));
      await database.caughtUp();
      const again = await servers[0].send('get', `/Location/${id}`).expect(200);
      expect(again.headers['etag']).toBe(`W/"${KEYS.length + 1}"`);
    });
  });
});
