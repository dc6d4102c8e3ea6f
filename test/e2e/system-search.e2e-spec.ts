import type { Bundle, CapabilityStatement, OperationOutcome, Resource } from 'fhir/r4';
import { defineResource, resourcePlugin } from '../../src/fhir';
import { allInteractions } from '../../src/ror/shared/profiles';
import { describeOnEachDatabase } from '../support/on-each-database';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';

const BASE = 'http://ror.test/fhir';
const SYSTEM = 'urn:system';
const settings = { BASE_URL: BASE, UPDATE_CREATE: 'true', BUSINESS_RULES: 'off', VALIDATION_LEVEL: 'base' };
const lists = resourcePlugin(defineResource({ type: 'List', interactions: allInteractions }));
/** `name` is a token here, and a string in the other types. */
const measures = resourcePlugin(
  defineResource({
    type: 'Measure',
    interactions: allInteractions,
    searchParameters: [
      { code: 'name', type: 'token', expression: 'Measure.name', documentation: { en: 'x', fr: 'x' } },
    ],
  }),
);

describeOnEachDatabase('searches over several types', { settings, plugins: [lists, measures] }, (server) => {
  const put = (type: string, id: string, body: object = {}) =>
    server.write('put', `/${type}/${id}`, { resourceType: type, id, ...body });
  const identified = (value: string) => ({ identifier: [{ system: SYSTEM, value }] });

  beforeAll(async () => {
    for (const id of ['o1', 'o2', 'o3']) await put('Organization', id, { name: `CHU ${id}`, ...identified(id === 'o3' ? 'other' : 'same') }).expect(201); // prettier-ignore
    for (const id of ['l1', 'l2']) await put('Location', id, { name: id, ...identified('same'), managingOrganization: { reference: 'Organization/o3' } }).expect(201); // prettier-ignore
    await put('Practitioner', 'p1', { active: true, ...identified('same') }).expect(201);
    await put('List', 'some', {
      status: 'current',
      mode: 'changes',
      entry: [
        { item: { reference: 'Organization/o2' } },
        { item: { reference: 'Location/l2' } },
        { item: { reference: 'Organization/o1' }, deleted: true },
      ],
    }).expect(201);
  });

  const search = async (query: string): Promise<Bundle> => (await server.send('get', query).expect(200)).body as Bundle;
  const names = ({ entry = [] }: Bundle, mode = 'match'): string[] =>
    entry.filter((each) => each.search?.mode === mode).map(({ resource }) => `${resource!.resourceType}/${(resource as Resource).id!}`); // prettier-ignore
  const link = ({ link: links = [] }: Bundle, relation: string): string | undefined =>
    links.find((one) => one.relation === relation)?.url.slice(BASE.length);
  const IDENTIFIED = ['Organization/o1', 'Organization/o2', 'Practitioner/p1', 'Location/l1', 'Location/l2'];
  const identifier = `identifier=${encodeURIComponent(`${SYSTEM}|same`)}`;

  it.each([
    ['?_id=o1', ['Organization/o1']],
    ['?_id=o1,l2,nobody', ['Organization/o1', 'Location/l2']],
    ['?_type=Location&_id=o1,l2', ['Location/l2']],
    ['?_type=Location,Organization&_id=o1,l2', ['Organization/o1', 'Location/l2']],
    ['?_type=Location&_type=Practitioner&_id=o1,l2,p1', ['Practitioner/p1', 'Location/l2']],
    ['?_type=Organization&name=chu&_sort=-_id', ['Organization/o3', 'Organization/o2', 'Organization/o1']],
    [`?_type=Organization,Practitioner,Location&${identifier}`, IDENTIFIED],
  ])('%s', async (query, found) => {
    const bundle = await search(query);
    expect(bundle).toMatchObject({ type: 'searchset', total: found.length });
    expect(names(bundle).toSorted()).toEqual(found.toSorted());
    if (query.includes('_sort')) expect(names(bundle)).toEqual(found);
  });

  it.each([1, 2, 3, 4, 5, 6])('comes by pages of %i, each resource once, with the total on all of them', async (count) => {
    const all = names(await search(`?${identifier}&_type=Organization,Practitioner,Location`));
    const seen: string[] = [];
    for (let next: string | undefined = `?${identifier}&_type=Location,Organization,Practitioner&_count=${count}`; next !== undefined;) {
      const bundle: Bundle = await search(next);
      expect(bundle.total).toBe(5);
      expect(names(await search(link(bundle, 'self')!))).toEqual(names(bundle));
      expect(names(bundle).length).toBeLessThanOrEqual(count);
      seen.push(...names(bundle));
      if (seen.length > count) expect(names(await search(link(bundle, 'first')!))).toEqual(all.slice(0, count));
      next = link(bundle, 'next');
    }
    expect(seen).toEqual(all);
  }); // prettier-ignore

  describe('in one order', () => {
    beforeAll(async () => {
      for (const [type, id, name] of [
        ['Organization', 's1', 'Zèbre'],
        ['Location', 's1', 'abbaye'],
        ['Organization', 's2', 'école'],
        ['HealthcareService', 's1', 'Ecole'],
        ['Location', 's2', undefined],
        ['Organization', 's3', undefined],
      ] as const) {
        await put(type, id, { ...(name && { name }), ...(type === 'HealthcareService' ? { identifier: [{ value: 'sorted' }] } : identified('sorted')) }).expect(201);
      }
    }); // prettier-ignore

    const TYPES = '_type=Organization,Location,HealthcareService';

    it.each([
      ['name', 'L/s1 O/s2 H/s1 O/s1 O/s3 L/s2', 'abbaye, école twice, zèbre; without a name last, by type'],
      ['-name', 'O/s1 O/s2 H/s1 L/s1 O/s3 L/s2', 'without a name last here too'],
      ['_lastUpdated', 'O/s1 L/s1 O/s2 H/s1 L/s2 O/s3', 'by the time of the last write'],
      ['-_lastUpdated', 'O/s3 L/s2 H/s1 O/s2 L/s1 O/s1', 'the latest first'],
      ['_id', 'O/s1 H/s1 L/s1 O/s2 L/s2 O/s3', 'by id, then by type'],
      ['-_id', 'O/s3 O/s2 L/s2 O/s1 H/s1 L/s1', 'by id'],
      ['name,-_lastUpdated', 'L/s1 H/s1 O/s2 O/s1 O/s3 L/s2', 'what is equal by the next key'],
      ['', 'O/s1 O/s2 O/s3 H/s1 L/s1 L/s2', 'type after type'],
    ])('_sort=%s is %s: %s', async (sort, expected) => {
      const short = (bundle: Bundle): string[] => names(bundle).map((name) => name.replace(/^(.)[^/]*/, '$1'));
      const query = `?${TYPES}&identifier=sorted&_sort=${sort}`;
      expect(short(await search(query)).join(' ')).toBe(expected);
      for (const count of [1, 2, 4]) {
        const forth = [await search(`${query}&_count=${count}`)];
        for (let next = link(forth[0]!, 'next'); next; next = link(forth.at(-1)!, 'next')) forth.push(await search(next));
        expect(forth.flatMap(short).join(' ')).toBe(expected);
        expect(forth.every(({ total }) => total === 6)).toBe(true);
        const back = [forth.at(-1)!];
        for (let before = link(back[0]!, 'previous'); before; before = link(back[0]!, 'previous')) {
          back.unshift(await search(before));
          expect(link(back[0]!, 'next')).toBeDefined();
        }
        expect(back.map(short)).toEqual(forth.map(short));
        expect(link(forth[0]!, 'previous')).toBeUndefined();
      }
    }); // prettier-ignore

    it('by a form too, with the order in its links', async () => {
      const reply = await server
        .send('post', '/_search')
        .set('Content-Type', 'application/x-www-form-urlencoded')
        .send(`${TYPES}&identifier=sorted&_sort=-name&_count=2`)
        .expect(200);
      expect(names(reply.body as Bundle)).toEqual(['Organization/s1', 'Organization/s2']);
      expect(link(reply.body as Bundle, 'self')).toContain('_sort=-name');
      const next = await search(link(reply.body as Bundle, 'next')!);
      expect(names(next)).toEqual(['HealthcareService/s1', 'Location/s1']);
    });

    it('leniently, by the keys that all types have', async () => {
      const reply = await server
        .send('get', `?${TYPES}&identifier=sorted&_sort=partof,-name,nobody`)
        .set('Prefer', 'handling=lenient')
        .expect(200);
      expect(link(reply.body as Bundle, 'self')).toMatch(/_sort=-name(&|$)/);
      expect(names(reply.body as Bundle)[0]).toBe('Organization/s1');
    });

    it('and a link is that of one order', async () => {
      const next = link(await search(`?${TYPES}&_sort=name&_count=1`), 'next')!;
      const token = new URLSearchParams(next.slice(1)).get('_cursor')!;
      for (const sort of ['-name', 'name,_id', '']) await server.send('get', `?${TYPES}&_sort=${sort}&_cursor=${token}`).expect(400);
    }); // prettier-ignore
  });

  it('counts alone, and not at all', async () => {
    expect(await search(`?_type=Location,Organization&${identifier}&_summary=count`)).toMatchObject({ total: 4 });
    expect(names(await search(`?_type=Location,Organization&${identifier}&_count=0`))).toEqual([]);
    expect(await search(`?_type=Location,Organization&${identifier}&_total=none`)).not.toHaveProperty('total');
  });

  it('includes what is asked for, each once', async () => {
    const bundle = await search(`?_type=Location,Organization&${identifier}&_include=Location:organization`);
    expect(names(bundle, 'include')).toEqual(['Organization/o3']);
  });

  it('POST _search is the same by a form', async () => {
    const reply = await server
      .send('post', '/_search?_type=Location')
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send('_id=l1,o1')
      .expect(200);
    expect(names(reply.body as Bundle)).toEqual(['Location/l1']);
    await server.write('post', '/_search', { resourceType: 'Parameters' }).expect(415);
  });

  it.each([
    ['?_type=Patient', '_type', 'Patient cannot be searched here'],
    ['?_type=Organisation', '_type', 'Organisation cannot be searched here; did you mean Organization?'],
    ['?_type=Organization,Practitioner&partof=1', 'partof', undefined],
    ['?_type=Organization,Practitioner&_sort=partof', '_sort', 'Practitioner cannot be sorted by partof'],
    [
      '?_type=Organization,Location&_sort=-_lastUpdated,nmae',
      '_sort',
      'Organization cannot be sorted by nmae; did you mean name?',
    ],
    [
      '?_type=Organization,Measure&_sort=name',
      '_sort',
      'name is sorted as string in Organization and as token in Measure, so the two cannot be sorted together',
    ],
    ['?_cursor=x', '_cursor', undefined],
    ['?nobody=1', 'nobody', undefined],
    ['?_list=$current-problems', '_list', undefined],
  ])('%s is refused', async (query, parameter, text) => {
    const [issue] = ((await server.send('get', query).expect(400)).body as OperationOutcome).issue;
    expect(issue!.expression).toEqual([`http.${parameter}`]);
    if (text !== undefined) expect(issue!.details!.text).toBe(text);
  });

  it.each([
    ['of all types', '?name=a', true],
    ['of two', '?_type=Organization,Practitioner&partof=1', true],
    ['to sort two by', '?_type=Organization,Practitioner&_sort=partof', true],
    ['of one', '?_type=Practitioner&partof=1', false],
  ])('a parameter that one type does not have is refused with the reason: %s', async (_, query, isTold) => {
    const [issue] = ((await server.send('get', query).expect(400)).body as OperationOutcome).issue;
    expect(issue!.diagnostics!.includes('_type names the types. ')).toBe(isTold);
  });

  it('leniently, what one type does not know is asked of none, and told', async () => {
    const reply = await server
      .send('get', `?_type=Organization,Practitioner&${identifier}&partof=Organization/o3`)
      .set('Prefer', 'handling=lenient')
      .expect(200);
    const bundle = reply.body as Bundle;
    expect(names(bundle)).toEqual(['Organization/o1', 'Organization/o2', 'Practitioner/p1']);
    expect(names(bundle, 'outcome')).toHaveLength(1);
    expect(link(bundle, 'self')).not.toContain('partof');
  });

  it('a link is that of one search', async () => {
    const next = link(await search(`?_type=Organization,Location&${identifier}&_count=1`), 'next')!;
    const token = new URLSearchParams(next.slice(1)).get('_cursor')!;
    for (const query of [`?_type=Organization&${identifier}`, `?_type=Organization,Location&_id=o1`])
      await server.send('get', `${query}&_cursor=${token}`).expect(400);
  });

  it.each([JSON_WIRE, XML_WIRE])('in $name', async (wire) => {
    const reply = await speaking(server, wire).send('get', '?_id=o1').expect(200);
    expect(resourceOf(reply)).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
  });

  it('is told by the CapabilityStatement', async () => {
    const statement = (await server.send('get', '/metadata')).body as CapabilityStatement;
    const { interaction, searchParam = [] } = statement.rest![0]!;
    expect(interaction).toContainEqual({
      code: 'search-system',
      documentation: expect.stringContaining('_sort') as string,
    });
    const told = searchParam.map(({ name, type }) => `${name} ${type}`);
    expect(told).toEqual(expect.arrayContaining(['_id token', '_lastUpdated date', '_tag token']));
    const searched = statement.rest![0]!.resource!.filter(({ type, interaction: own = [] }) =>
      own.some(({ code }) => code === 'search-type') && !['StructureDefinition', 'OperationDefinition', 'ValueSet', 'CodeSystem', 'SearchParameter'].includes(type));
    const every = searched.map(({ searchParam: own = [] }) => own.map(({ name, type }) => `${name} ${type}`));
    expect(told).toEqual(every[0]!.filter((each) => every.every((own) => own.includes(each))));
  }); // prettier-ignore

  it('_list finds what is on a List, of one type and of several', async () => {
    expect(names(await search('/Organization?_list=some'))).toEqual(['Organization/o2']);
    expect(names(await search('/Organization?_list=some&name=nobody'))).toEqual([]);
    expect(names(await search('?_type=Organization,Location&_list=some')).toSorted()).toEqual(['Location/l2', 'Organization/o2']); // prettier-ignore
    expect(link(await search('/Organization?_list=some'), 'self')).toContain('_list=some');
    await server.send('get', '/Organization?_list=nobody').expect(404);
  });
});

describeOnEachDatabase('a server without lists', { settings: { BASE_URL: BASE } }, (server) => {
  it('says so of _list', async () => {
    const reply = await server.send('get', '/Organization?_list=42').expect(400);
    expect(reply.text).toContain('_list needs List resources, which this server does not serve');
  });
});
