import { randomUUID } from 'node:crypto';
import type { Bundle, Organization } from 'fhir/r4';
import { PageTokens } from '../../src/fhir/rest/search/page-tokens';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';

const SETTINGS = { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' } as const;

describeOnEachDatabase('pages of a search', { settings: SETTINGS }, (server, kind) => {
  const put = async (id: string, over: Partial<Organization> = {}) =>
    server.write('put', `/Organization/${id}`, { resourceType: 'Organization', id, ...over });
  const get = async (address: string) => {
    const { status, body } = await server.send('get', address.replace(/^.*\/fhir(?=\/)/, ''));
    return { status, body: body as Bundle };
  };
  const page = async (address: string): Promise<Bundle> => {
    const { status, body } = await get(address);
    expect([status, body.resourceType]).toEqual([200, 'Bundle']);
    return body;
  };
  const idsOf = ({ entry = [] }: Bundle): string[] =>
    entry.filter(({ search }) => search?.mode === 'match').map(({ resource }) => resource!.id!);
  const linkOf = ({ link = [] }: Bundle, relation: string): string | undefined =>
    link.find((one) => one.relation === relation)?.url;
  const outcomesOf = ({ entry = [] }: Bundle) => entry.filter(({ search }) => search?.mode === 'outcome');

  /** Follows the links of a relation to the end. */
  async function walk(first: string, relation = 'next', between: () => Promise<unknown> = () => Promise.resolve()) {
    const pages = [await page(first)];
    for (let link = linkOf(pages[0]!, relation); link; link = linkOf(pages.at(-1)!, relation)) {
      await between();
      pages.push(await page(link));
    }
    return pages;
  }

  describe('in an order', () => {
    beforeAll(async () => {
      for (const [id, over] of [
        ['a', { name: 'Ébène', identifier: [{ value: '3' }, { value: '9' }] }],
        ['b', { name: 'abbaye', identifier: [{ value: '2' }] }],
        ['c', { name: 'Zèbre', identifier: [{ value: '5' }, { value: '1' }] }],
        ['d', { name: 'abbaye' }],
        ['e', { identifier: [{ value: '7' }] }],
      ] satisfies [string, Partial<Organization>][]) {
        await put(`o-${id}`, over);
      }
    });

    it.each([
      ['name', 'bdace', 'abbaye twice, then ébène; without a name last'],
      ['-name', 'cadbe', 'without a name last here too'],
      ['identifier', 'cbaed', 'the smallest of several'],
      ['-identifier', 'aecbd', 'the greatest of several'],
      ['name,-identifier', 'bdace', 'what is equal by the next key'],
      ['name,identifier', 'bdace', 'without a value last among what is equal'],
      ['-_id', 'edcba', 'by id'],
      ['_lastUpdated', 'abcde', 'by the time of the last write'],
      ['-_lastUpdated', 'edcba', 'the latest first'],
    ])('_sort=%s is %s: %s', async (sort, expected) => {
      const address = `/Organization?_id=o-a,o-b,o-c,o-d,o-e&_sort=${sort}`;
      expect(
        idsOf(await page(address))
          .join('')
          .replaceAll('o-', ''),
      ).toBe(expected);
      const pages = await walk(`${address}&_count=2`);
      expect(pages.flatMap(idsOf).join('').replaceAll('o-', '')).toBe(expected);
      const back = await walk(linkOf(pages.at(-1)!, 'self')!, 'previous');
      expect(back.toReversed().map(idsOf)).toEqual(pages.map(idsOf));
    });

    describe('of referenced resources', () => {
      beforeAll(async () => {
        for (const [id, partOf] of [['p', 'o-c'], ['q', 'o-e'], ['r', 'o-b'], ['s', 'o-a'], ['t', undefined], ['u', 'gone'], ['v', 'x-s']] as const) {
          await put(`x-${id}`, partOf === undefined ? {} : { partOf: { reference: `Organization/${partOf}` } });
        }
      }); // prettier-ignore

      it.each([
        ['partof.name', 'rspqtuv', 'abbaye, ébène, zèbre; those whose organization has no name or is not there come last'],
        ['-partof.name', 'psrvutq', 'the greatest first'],
        ['partof:Organization.identifier', 'prsqtuv', 'the smallest of several'],
        ['-partof._id', 'vqprsut', 'by its id, the greatest first'],
        ['partof._id', 'srpqvtu', 'by its id'],
        ['partof.partof.name,-_id', 'vutsrqp', 'over two references, and what is equal by the next key'],
      ])('_sort=%s is %s: %s', async (sort, expected) => {
        const letters = (ids: readonly string[]): string => ids.join('').replaceAll('x-', '');
        for (const criteria of ['_id=x-p,x-q,x-r,x-s,x-t,x-u,x-v', '_profile:missing=true&_id=x-p,x-q,x-r,x-s,x-t,x-u,x-v']) {
          const address = `/Organization?${criteria}&_sort=${sort}`;
          expect(letters(idsOf(await page(address)))).toBe(expected);
          const pages = await walk(`${address}&_count=2`);
          expect(letters(pages.flatMap(idsOf))).toBe(expected);
          const back = await walk(linkOf(pages.at(-1)!, 'self')!, 'previous');
          expect(back.toReversed().map(idsOf)).toEqual(pages.map(idsOf));
          expect(linkOf(pages[0]!, 'self')).toContain(`_sort=${encodeURIComponent(sort).replaceAll('%2E', '.')}`);
        }
      }); // prettier-ignore

      it.each([
        ['partof.nmae', 'Organization cannot be sorted by nmae; did you mean name?'],
        ['name.partof', 'name of Organization is not a reference; it cannot be followed'],
        ['partof.partof.partof.name', 'partof.partof.partof.name does not follow one or two references'],
        ['partof:above.name', 'partof:above.name does not follow one or two references'],
        ['_has:Location:organization:name.name', 'is not a reference'],
        ['.name', '"" is not a search parameter of Organization here'],
      ])('_sort=%s is refused: %s', async (sort, text) => {
        const { status, body } = await get(`/Organization?_sort=${sort}`);
        expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(JSON.stringify(text).slice(1, -1))]);
      }); // prettier-ignore
    });

    it('shows it in the self link as it was understood', async () => {
      expect(linkOf(await page('/Organization?_sort=name,,-name'), 'self')).toMatch(/\?_sort=name$/);
    });
  });

  it.each(['', '&_sort=name', '&_sort=-_lastUpdated', '&_sort=-name,_id'])('show every lasting resource once, whatever is written meanwhile (%s)', async (sort) => {
    const code = randomUUID();
    const over = (name: string): Partial<Organization> => ({ name, identifier: [{ value: code }] });
    const staying = Array.from({ length: 9 }, (_, n) => `${code}-${n}`);
    for (const [n, id] of staying.entries()) await put(id, over(`n${(n * 5) % 9}`));
    const passing = Array.from({ length: 4 }, (_, n) => `${code}-x${n}`);
    for (const [n, id] of passing.entries()) await put(id, over(`n${n * 2}`));
    let step = 0;
    const pages = await walk(`/Organization?identifier=${code}&_count=2${sort}`, 'next', async () => {
      step += 1;
      await put(`${code}-new${step}`, over(`n${step % 9}`));
      const gone = passing.pop();
      if (gone) await server.send('delete', `/Organization/${gone}`).expect(204);
    });
    const seen = pages.flatMap(idsOf);
    expect(seen.filter((id) => staying.includes(id)).sort()).toEqual(staying);
    expect(new Set(seen).size).toBe(seen.length);
  }); // prettier-ignore

  describe('know their total', () => {
    const total = async (query = ''): Promise<number | undefined> => (await page(`/Location?_count=1${query}`)).total;
    const write = (id: string, name: string) => server.write('put', `/Location/${id}`, { resourceType: 'Location', id, name }); // prettier-ignore

    it('without counting, after creations, changes, deletions and restorations', async () => {
      const before = (await total())!;
      const ids = ['t-1', 't-2', 't-3'];
      await Promise.all(ids.map((id) => write(id, 'x').expect(201)));
      expect(await total()).toBe(before + 3);
      await write('t-1', 'y').expect(200);
      await server.send('delete', '/Location/t-1').expect(204);
      await server.send('delete', '/Location/t-1').expect(204);
      await server.send('delete', '/Location/never-there').expect(204);
      expect(await total()).toBe(before + 2);
      await write('t-1', 'z').expect(201);
      await write('t-2', '').expect(400);
      await server.write('put', '/Location/t-9?_dryRun=true', { resourceType: 'Location', id: 't-9', name: 'x' });
      expect(await total()).toBe(before + 3);
      expect(await total('&_sort=name')).toBe(before + 3);
      expect((await page('/Location?_summary=count')).total).toBe(before + 3);
    });

    it.each([
      ['_total=accurate', true],
      ['_total=estimate', true],
      ['_total=', true],
      ['_total=none', false],
      ['_total=none&_id=t-2', false],
      ['_total=none&_summary=count', true],
    ])('%s: %s', async (query, isThere) => {
      expect(typeof (await page(`/Location?${query}`)).total).toBe(isThere ? 'number' : 'undefined');
    });
  });

  describe('are reached by their links', () => {
    const first = '/Organization?_count=2&_sort=name';
    const next = async (): Promise<string> => linkOf(await page(first), 'next')!;

    it.each<[string, (link: string) => string]>([
      ['tampered with', (link) => link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
      ['of another type', (link) => link.replace('/Organization', '/Location')],
      ['of another order', (link) => link.replace('_sort=name', '_sort=-name')],
      ['without its order', (link) => link.replace('&_sort=name', '').replace('_sort=name&', '')],
      ['with another criterion', (link) => `${link}&active=true`],
      ['twice', (link) => `${link}&${/_cursor=[^&]+/.exec(link)![0]}`],
      ['of a store', (link) => link.replace(/_cursor=[^&]+/, `_cursor=${Buffer.from('o-a').toString('base64url')}`)],
    ])('not: %s', async (_, change) => {
      const { status, body } = await get(change(await next()));
      expect([status, body]).toMatchObject([400, { issue: [{ code: 'value', expression: ['http._cursor'] }] }]);
    });

    it('with another page size or another presentation', async () => {
      const link = (await next()).replace('_count=2', '_count=3');
      expect(idsOf(await page(`${link}&_elements=name&_pretty=true`))).toHaveLength(3);
    });

    it('not with a signature of another key', async () => {
      const link = await next();
      await withServer(kind, { ...SETTINGS, SEARCH_LINK_KEY: 'x'.repeat(32) }, async (other) => {
        await other.send('get', link.replace(/^.*\/fhir(?=\/)/, '')).expect(400);
      });
    });

    it('not after the parameters of the index have changed: 410, with an alternative', async () => {
      const owner = { search: JSON.stringify(['Organization', ['_sort', 'name']]), index: 'of another version' };
      const place = { side: 'after', cursor: 'W10', passed: 2 } as const;
      const token = await server.app.get(PageTokens, { strict: false }).seal(owner, place);
      const { status, body } = await get(`${first}&_cursor=${token}`);
      expect([status, body]).toMatchObject([
        410,
        { issue: [{ diagnostics: 'Begin at the first page: the same request without _cursor.' }] },
      ]);
    });
  });

  it('end at the limit of the setting, and say so', async () => {
    await withServer(kind, { ...SETTINGS, SEARCH_MOST_RESULTS: '5', SEARCH_PAGE_SIZE: '2' }, async (small) => {
      const create = (id: string) => small.write('put', `/Location/${id}`, { resourceType: 'Location', id, name: 'x' });
      for (const id of ['a', 'b', 'c', 'd', 'e']) await create(id).expect(201);
      const pagesOf = async (): Promise<Bundle[]> => {
        const pages: Bundle[] = [];
        for (let link: string | undefined = '/Location'; link; link = linkOf(pages.at(-1)!, 'next')) {
          pages.push((await small.send('get', link.replace(/^.*\/fhir(?=\/)/, '')).expect(200)).body as Bundle);
        }
        return pages;
      };
      const whole = await pagesOf();
      expect(whole.map((each) => [idsOf(each).length, outcomesOf(each).length])).toEqual([[2, 0], [2, 0], [1, 0]]); // prettier-ignore
      await create('f').expect(201);
      const cut = await pagesOf();
      expect(cut.map((each) => [idsOf(each).length, outcomesOf(each).length, each.total])).toEqual([[2, 0, 6], [2, 0, 6], [1, 1, 6]]); // prettier-ignore
      expect(outcomesOf(cut[2]!)[0]!.resource).toMatchObject({ issue: [{ severity: 'warning', code: 'too-costly', details: { text: 'This search ends here, after 5 resources: there are more' } }] }); // prettier-ignore
      const all = (await small.send('get', '/Location?_count=1000').expect(200)).body as Bundle;
      expect([idsOf(all).length, linkOf(all, 'next'), outcomesOf(all).length]).toEqual([5, undefined, 1]);
    });
  });
});
