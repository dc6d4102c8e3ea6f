import { describeOnEachDatabase } from '../support/on-each-database';

const list = (count: number, at: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => at(i)).join(',');

/** As many values as a search may have, of each kind that is compared in another way. */
const QUERIES: Readonly<Record<string, string>> = {
  'beginnings of texts': `name=cent,${list(190, (i) => `a${i}`)}`,
  'exact texts': `name:exact=Centre,${list(190, (i) => `a${i}`)}`,
  'texts anywhere': `name:contains=entr,${list(48, (i) => `a${i}`)}`,
  words: `_content=cent,${list(190, (i) => `a${i}`)}`,
  times: `_lastUpdated=ge2000,${list(190, (i) => `gt9${100 + i}`)}`,
  'URIs below': `_profile:below=http://a.example,${list(190, (i) => `http://b.example/${i}`)}`,
  tokens: `identifier=1,${list(998, (i) => `a${i}`)}`,
  'tokens with a system': `identifier=urn:s|1,${list(998, (i) => `urn:s|a${i}`)}`,
  'tokens it must not have': `identifier:not=${list(999, (i) => `a${i}`)}`,
  ids: `_id=limits,${list(998, (i) => `a${i}`)}`,
};

describeOnEachDatabase(
  'searches of as many values as are allowed',
  { settings: { UPDATE_CREATE: 'true' } },
  (server) => {
    beforeAll(() =>
      server
        .write('put', '/Organization/limits', {
          resourceType: 'Organization',
          id: 'limits',
          name: 'Centre',
          identifier: [{ system: 'urn:s', value: '1' }],
          meta: { profile: ['http://a.example/p'] },
        })
        .expect(201),
    );

    it.each(Object.entries(QUERIES))('%s', async (_, query) => {
      const response = await server.send('post', '/Organization/_search').type('form').send(query);
      expect(response.body).toMatchObject({ total: 1, entry: [{ resource: { id: 'limits' } }] });
      expect(response.status).toBe(200);
    });

    /** Chains of as many references as are allowed, so many times. */
    const chains = (step: string, times: number) =>
      Array.from({ length: times }, (_, n) => `${step.repeat(8)}${n % 2 ? 'name' : 'identifier'}=x${n}`).join('&');
    it.each([
      ['a few long chains', chains('_has:Organization:partof:', 5)],
      ['trees within trees', `${'partof:above.partof:below.'.repeat(4)}name=x`],
      [
        'many trees side by side',
        Array.from({ length: 8 }, (_, n) => `partof:above.name=x${n}&partof:below.name=y${n}`).join('&'),
      ],
    ])('answers %s', async (_, query) => {
      const response = await server.send('post', '/Organization/_search').type('form').send(query);
      expect([response.status, response.body]).toMatchObject([200, { total: 0 }]);
    });

    it('refuses chains that need more tables than an engine takes', async () => {
      const query = chains('_has:Organization:partof:', 20);
      const response = await server.send('post', '/Organization/_search').type('form').send(query);
      expect([response.status, response.body]).toMatchObject([400, { issue: [{ code: 'too-costly' }] }]);
    });

    it('refuses more texts anywhere, which each cost as much as forty values', async () => {
      const query = `name:contains=${list(50, (i) => `a${i}`)}`;
      const response = await server.send('post', '/Organization/_search').type('form').send(query);
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({ issue: [{ code: 'too-costly' }] });
    });
  },
);
