import { Logger } from '@nestjs/common';
import type { Bundle, Practitioner } from 'fhir/r4';
import { FhirPlugin, FhirPolicy, type AccessPolicy, type Disclosure, type RequestContext } from '../../../src/fhir';
import { startTestApp, type TestApp } from '../../support/test-app';

const PERSON = {
  resourceType: 'Practitioner',
  id: 'a',
  name: [{ family: 'Durand' }],
  telecom: [{ system: 'phone', value: '1234' }],
};

/** Its labels, what is hidden, and what is disclosed, as the tests want them. */
@FhirPolicy()
class CarelessPolicy implements AccessPolicy {
  static names: readonly string[] = ['private', 'other'];
  static label = 'private';
  static hidden: readonly string[] = ['private'];
  static disclosed: readonly Disclosure[] = [];
  readonly name = 'careless';
  readonly headers = ['x-sees'];
  readonly labels = {
    names: CarelessPolicy.names,
    of: (type: string) => (type === 'Practitioner' ? [{ path: ['telecom', 0], label: CarelessPolicy.label }] : []),
  };

  hidden({ headers }: RequestContext): readonly string[] {
    return headers['x-sees'] === 'all' ? [] : CarelessPolicy.hidden;
  }

  disclosed(): readonly Disclosure[] {
    return CarelessPolicy.disclosed;
  }
}

@FhirPlugin({ providers: [CarelessPolicy] })
class CarelessPlugin {}

const everywhere = { where: [{ kind: 'id', ids: ['a'] }] } as const;

describe('a policy that gives labels which it does not name', () => {
  let server: TestApp | undefined;
  let told: string[];
  beforeEach(() => {
    Object.assign(CarelessPolicy, { names: ['private', 'other'], label: 'private', hidden: ['private'], disclosed: [] });
    told = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((text: unknown) => void told.push(String(text)));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    jest.restoreAllMocks();
  });

  const start = async (): Promise<TestApp> =>
    (server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' }, { plugins: [CarelessPlugin] }));
  /** What a client sees of the phone: in a read, and whether a search finds by it. */
  const seen = async (sees: string) => {
    const read = await server!.send('get', '/Practitioner/a').set('x-sees', sees).expect(200);
    const search = await server!.send('get', '/Practitioner?telecom=1234&_total=accurate').set('x-sees', sees).expect(200);
    return [(JSON.parse(read.text) as Practitioner).telecom?.length ?? 0, (JSON.parse(search.text) as Bundle).total];
  };

  it.each([
    { rule: 'an element is hidden as its label says', faults: {}, shown: 0, log: [] as RegExp[] },
    { rule: 'an element with a label without a name is hidden from all who do not see every label', faults: { label: 'privat' }, shown: 0, log: [/careless.*"privat".*an element of Practitioner/] },
    { rule: 'so it is if another label than the meant one is hidden', faults: { label: 'privat', hidden: ['other'] }, shown: 0, log: [/"privat"/] },
    { rule: 'if a hidden label has no name, all labels are hidden', faults: { hidden: ['privat'] }, shown: 0, log: [/careless.*"privat".*hidden/] },
    { rule: 'if a disclosed label has no name, none is disclosed', faults: { disclosed: [{ ...everywhere, labels: ['privat'] }] }, shown: 0, log: [/careless.*"privat".*disclosed/] },
    { rule: 'a label that is disclosed twice is not disclosed', faults: { disclosed: [{ ...everywhere, labels: ['private'] }, { ...everywhere, labels: ['private'] }] }, shown: 0, log: [/careless.*private.*twice/] },
    { rule: 'an element is disclosed', faults: { disclosed: [{ ...everywhere, labels: ['private'] }] }, shown: 1, log: [] as RegExp[] },
  ])('$rule', async ({ faults, shown, log }) => {
    Object.assign(CarelessPolicy, faults);
    const { write } = await start();
    await write('put', '/Practitioner/a', PERSON, { 'x-sees': 'all' }).expect(201);
    expect([await seen('some'), await seen('all')]).toEqual([[shown, shown], [1, 1]]);
    // Each once, however often it happens.
    expect(told).toEqual(log.map((each): unknown => expect.stringMatching(each)));
  });

  it('does not start if it names no labels at all', async () => {
    CarelessPolicy.names = [];
    await expect(start()).rejects.toThrow('The access policy careless has labels and names none');
  });
}); // prettier-ignore
