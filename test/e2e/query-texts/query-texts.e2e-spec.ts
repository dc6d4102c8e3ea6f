import fc from 'fast-check';
import type { Bundle } from 'fhir/r4';
import { StoreRegistry, type SearchParameterDeclaration } from '../../../src/fhir';
import { generateDirectory } from '../../../src/ror';
import { MemoryPersistenceModule } from '../../../src/persistence';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { startTestApp, type TestApp } from '../../support/test-app';
import { fits, type NaiveParameter, type ParameterKind, type Resource } from './naive';
import { queryTexts } from './texts';

const QUERIES = 1_000;
const SEED = 20261128;
const GENERATED = 120;
const SETTINGS = { SAMPLE_DATA: 'true', UPDATE_CREATE: 'true', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' };
const TYPES = ['Organization', 'HealthcareService', 'Location', 'Practitioner', 'PractitionerRole'];
const KINDS: ReadonlySet<string> = new Set<ParameterKind>(['string', 'token', 'reference', 'date', 'number', 'quantity', 'uri']); // prettier-ignore

/** Identifiers and codings that have a system and nothing else. */
const SYSTEMS_ALONE = [
  { resourceType: 'Practitioner', id: 'alone', identifier: [{ system: 'http://only' }, { system: 'http://both' }] },
  { resourceType: 'Practitioner', id: 'both', identifier: [{ system: 'http://both', value: '1' }], qualification: [{ code: { coding: [{ system: 'http://codes' }] } }] },
  { resourceType: 'Organization', id: 'coded', name: 'A', type: [{ coding: [{ system: 'http://codes' }] }] },
]; // prettier-ignore

describeOnEachDatabase('generated queries', { settings: SETTINGS }, (server) => agree(server));

describe('generated queries, in memory', () => {
  let running: TestApp;
  beforeAll(async () => (running = await startTestApp(SETTINGS, { persistence: MemoryPersistenceModule })));
  afterAll(() => running.close());
  agree({ send: (...given) => running.send(...given), write: (...given) => running.write(...given), get app() { return running.app; } }); // prettier-ignore
});

function agree(server: Pick<TestApp, 'send' | 'write' | 'app'>): void {
  it('find the same as FHIRPath over all resources', async () => {
    for (const resource of generateDirectory({ seed: 'texts', count: GENERATED })) {
      const { resourceType, id } = resource as { resourceType: string; id: string };
      await server.write('put', `/${resourceType}/${id}`, resource).expect(201);
    }
    for (const resource of SYSTEMS_ALONE) await server.write('put', `/${resource.resourceType}/${resource.id}`, resource).expect(201); // prettier-ignore
    const all = new Map<string, Resource>();
    for (const type of TYPES) {
      const { body } = await server.send('get', `/${type}?_count=500`).expect(200);
      for (const { resource } of (body as Bundle).entry ?? []) all.set(`${type}/${resource!.id!}`, resource as unknown as Resource); // prettier-ignore
    }
    const parameters = TYPES.flatMap((type) => parametersOf(server, type));
    expect(parameters.length).toBeGreaterThan(60);
    let hits = 0;
    const wrong: object[] = [];
    for (const { type, pairs, expected } of queriesFor(parameters, all)) {
      const url = `/${type}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}&_count=500`;
      const { status, body } = await server
        .send('get', url)
        .set({ Prefer: 'handling=strict', 'Accept-Encoding': 'identity' });
      const { entry = [], total } = body as Bundle;
      const found = entry.map(({ resource }) => resource!.id!).sort();
      if (status !== 200 || total !== expected.length || found.join() !== expected.join())
        wrong.push({ query: `${type}?${pairs.map((pair) => pair.join('=')).join('&')}`, status, found, expected, ...(status !== 200 && { body: body as object }) }); // prettier-ignore
      hits += expected.length;
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(hits).toBeGreaterThan(QUERIES);
  });
}

interface Query {
  readonly type: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** The ids of what it finds, sorted. */
  readonly expected: readonly string[];
}

/** By parameters and resources, because those of the stores differ in the time of the write only. */
const known = new Map<string, readonly Query[]>();

function queriesFor(parameters: readonly NaiveParameter[], all: ReadonlyMap<string, Resource>): readonly Query[] {
  const name = JSON.stringify([parameters, [...all.values()]], (key, value: unknown) => key === 'lastUpdated' ? undefined : value); // prettier-ignore
  const before = known.get(name);
  if (before) return before;
  const queries = fc.sample(queryTexts(parameters, all, TYPES), { numRuns: QUERIES, seed: SEED });
  const made = queries.map(({ type, pairs, asked }) => ({
    type,
    pairs,
    expected: [...all.values()].filter((each) => each.resourceType === type && asked.every((one) => fits(one, each, all))).map(({ id }) => id).sort(), // prettier-ignore
  }));
  known.set(name, made);
  return made;
}

/** The parameters that look at each element by itself, as in R4. Words, records and places have tests of their own. */
function parametersOf({ app }: Pick<TestApp, 'app'>, type: string): readonly NaiveParameter[] {
  const { searchParameters = [] } = app.get(StoreRegistry).served.get(type)!;
  const isPlain = ({ expression, group, words, indexedAs, places, type: kind, unit }: SearchParameterDeclaration) =>
    expression !== undefined && !group && !words && !indexedAs && !places && !unit && KINDS.has(kind);
  return searchParameters.filter(isPlain).map(({ code, type: kind, expression }) => ({
    type,
    code,
    kind: kind as ParameterKind,
    expression: expression!,
  }));
}
