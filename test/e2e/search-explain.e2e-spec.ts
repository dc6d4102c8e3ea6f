import type { Bundle, OperationOutcome } from 'fhir/r4';
import { describeOnEachDatabase } from '../support/on-each-database';

const SETTINGS = { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' } as const;

describeOnEachDatabase('a search that explains itself', { settings: { ...SETTINGS, SEARCH_EXPLAIN: 'true' } }, (server, kind) => {
  beforeAll(async () => {
    for (let id = 1; id <= 5; id += 1) {
      const partOf = { reference: `Organization/${id === 1 ? 2 : 1}` };
      await server.write('put', `/Organization/${id}`, { resourceType: 'Organization', id: String(id), name: `n${6 - id}`, partOf });
    }
  });

  /** The issues of the outcome entry. */
  async function told(query: string, headers: Record<string, string> = {}) {
    const { body } = await server.send('get', `/Organization?${query}`).set(headers).expect(200);
    const { entry = [] } = body as Bundle;
    const outcomes = entry.filter(({ search }) => search?.mode === 'outcome');
    return {
      found: entry.filter(({ search }) => search?.mode === 'match').map(({ resource }) => resource!.id),
      issues: outcomes.flatMap(({ resource }) => (resource as OperationOutcome).issue),
    };
  }

  it.each([
    ['name=n3&_explain=true', ['3'], 'fhir_search_string'],
    ['partof.name=n5&_explain=true&_sort=-partof.name,_id', ['2', '3', '4', '5'], 'fhir_search_reference'],
    ['_explain=true&_count=2', ['1', '2'], 'fhir_resource'],
  ])('%s: its interpretation, and each statement with its plan', async (query, ids, table) => {
    const { found, issues } = await told(query);
    expect(found.toSorted()).toEqual(ids);
    const [first, ...statements] = issues;
    expect(first).toMatchObject({ severity: 'information', details: { text: expect.stringMatching(/^Conditions of the search: \d; statements that answered it: \d$/) as string } });
    expect(statements.length).toBeGreaterThan(0);
    const all = statements.map(({ details, diagnostics }) => [details?.text, diagnostics].join('\n')).join('\n');
    expect(all).toContain(table);
    expect(all).toMatch(kind.name === 'SQLite' ? /SEARCH .* USING/ : /rows read: \d+; rows found: \d+/);
    expect(all).not.toContain('n3');
  });

  it('does not affect later requests', async () => {
    const { issues } = await told('name=n3&_explain=true');
    expect(issues.length).toBeGreaterThan(1);
    await server.write('put', '/Organization/3', { resourceType: 'Organization', id: '3', name: 'n3', active: true }).expect(200);
    const { body } = await server.send('get', '/Organization/3').expect(200);
    expect(body).toMatchObject({ active: true });
  });

  it('is explained in French as well', async () => {
    const { issues } = await told('name=n3&_explain=true', { 'Accept-Language': 'fr' });
    expect(issues[0]!.details?.text).toMatch(/^Conditions de la recherche : 1 ; requêtes SQL exécutées : \d$/);
  });

  it('explains nothing without _explain', async () => {
    for (const query of ['name=n3', 'name=n3&_explain=false', 'name=n3&_explain=']) {
      expect((await told(query)).issues).toEqual([]);
    }
  });

  it('accepts true and false', async () => {
    await server.send('get', '/Organization?_explain=yes').expect(400);
  });
}); // prettier-ignore

describeOnEachDatabase('a server that does not offer it', { settings: SETTINGS }, (server) => {
  it.each([{}, { Prefer: 'handling=lenient' }])('refuses _explain, whatever the handling %j', async (headers) => {
    const { body } = await server.send('get', '/Organization?_explain=true').set(headers).expect(400);
    expect(JSON.stringify(body)).toMatch(/_explain is not offered by this server.*SEARCH_EXPLAIN/);
  });
});
