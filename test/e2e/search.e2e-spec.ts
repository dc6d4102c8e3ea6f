import { Injectable } from '@nestjs/common';
import type { Bundle, CapabilityStatement, Organization } from 'fhir/r4';
import { FhirPlugin, Hook, PAGE_BYTES, type HookPoints } from '../../src/fhir';
import { describeOnEachDatabase } from '../support/on-each-database';

const BASE_URL = 'http://ror.test/fhir';

/** Masks what nobody may see. */
@Injectable()
class Mask {
  @Hook('resource.beforeShow')
  mask({ resource }: HookPoints['resource.beforeShow']['event']) {
    return resource['alias'] ? { ...resource, alias: ['masked'] } : undefined;
  }
}
@FhirPlugin({ providers: [Mask] })
class MaskModule {}

const organization = (code: string): Organization => ({
  resourceType: 'Organization',
  name: code,
  alias: ['secret'],
  identifier: [{ value: code }],
});

describeOnEachDatabase('searching', { settings: { BASE_URL }, plugins: [MaskModule] }, (server) => {
  async function create(code: string): Promise<string> {
    const reply = await server.write('post', '/Organization', organization(code)).expect(201);
    return (reply.body as Organization).id!;
  }
  const page = async (address: string): Promise<Bundle> =>
    (await server.send('get', address.replace(BASE_URL, '')).expect(200)).body as Bundle;
  const idsOf = ({ entry = [] }: Bundle): string[] => entry.map(({ resource }) => resource!.id!);
  const linkOf = ({ link = [] }: Bundle, relation: string): string | undefined =>
    link.find((one) => one.relation === relation)?.url;

  /** Follows `next` to the end; `between` runs before each step. */
  async function walk(first: string, between: () => Promise<void> = async () => undefined): Promise<Bundle[]> {
    const pages = [await page(first)];
    for (let next = linkOf(pages[0]!, 'next'); next; next = linkOf(pages.at(-1)!, 'next')) {
      await between();
      pages.push(await page(next));
    }
    return pages;
  }

  it.each([1, 2, 3, 6, 7, 50])('walking next by %i gives every resource exactly once', async (count) => {
    const code = `walk-${count}`;
    const ids = (await Promise.all(Array.from({ length: 6 }, () => create(code)))).sort();
    const pages = await walk(`/Organization?identifier=${code}&_count=${count}`);
    expect(pages.flatMap(idsOf)).toEqual(ids);
    expect(pages).toHaveLength(Math.ceil(6 / count));
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => 6));
    const links = pages.slice(1).map((each) => linkOf(each, 'first'));
    expect(links).toEqual(links.map(() => linkOf(pages[0]!, 'self')));
  });

  it('walking next gives every resource once where pages end at their byte limit', async () => {
    const long = { ...organization('long'), alias: ['x'.repeat(PAGE_BYTES / 2 - 1_000)] };
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      ids.push(((await server.write('post', '/Organization', long).expect(201)).body as Organization).id!);
    }
    const pages = await walk('/Organization?identifier=long&_count=1000');
    expect(pages.map((each) => idsOf(each).length)).toEqual([2, 1]);
    expect(pages.flatMap(idsOf)).toEqual(ids.sort());
    expect(pages.map(({ total }) => total)).toEqual([3, 3]);
  });

  it('walking next gives every lasting resource exactly once, while others are added and deleted', async () => {
    const staying = (await Promise.all(Array.from({ length: 8 }, () => create('stays')))).sort();
    const passing = await Promise.all(Array.from({ length: 8 }, () => create('stays')));
    const pages = await walk('/Organization?identifier=stays&_count=2', async () => {
      const gone = passing.pop();
      if (!gone) return;
      await server.send('delete', `/Organization/${gone}`).expect(204);
      if (passing.length % 2 === 0) await create('stays');
    });
    const seen = pages.flatMap(idsOf);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => staying.includes(id))).toEqual(staying);
  });

  it('follows a change of identifier, and does not find deleted resources', async () => {
    const id = await create('before');
    await server.write('put', `/Organization/${id}`, { ...organization('after'), id }).expect(200);
    expect((await page('/Organization?identifier=before')).total).toBe(0);
    expect(idsOf(await page('/Organization?identifier=after'))).toEqual([id]);
    await server.send('delete', `/Organization/${id}`).expect(204);
    expect((await page('/Organization?identifier=after')).total).toBe(0);
    expect((await page(`/Organization?_id=${id}`)).total).toBe(0);
  });

  it('shows resources as a read does: masked by hooks, digits and all', async () => {
    const id = await create('masked');
    const read = await server.send('get', `/Organization/${id}`).expect(200);
    const found = await server.send('get', `/Organization?_id=${id}`).expect(200);
    expect(found.text).toContain('"alias":["masked"]');
    expect(found.text).toContain(read.text);
  });

  it('is declared as it behaves', async () => {
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const described = statement.rest![0]!.resource!.find(({ type }) => type === 'Organization')!;
    expect(described.interaction).toContainEqual({ code: 'search-type' });
    expect(described.searchParam!.map(({ name, type }) => [name, type])).toEqual(
      expect.arrayContaining([
        ['_id', 'token'],
        ['identifier', 'token'],
        ['name', 'string'],
        ['_lastUpdated', 'date'],
        ['_profile', 'uri'],
      ]),
    );
    const values: Partial<Record<string, string>> = {
      date: '2026',
      number: '1',
      quantity: '1',
      _filter: 'name%20eq%20x',
      phonetic: 'chu',
    };
    for (const { name, type } of described.searchParam!)
      await page(`/Organization?${name}=${values[name] ?? values[type] ?? 'x'}`);
  });

  it('has a page with the form as it was filled in, which says when nothing matches', async () => {
    const asPage = (address: string) => server.send('get', address).set('Accept', 'text/html');
    const nothing = (await asPage('/Organization?identifier=a%7Cb&identifier=%22c&_id=').expect(200)).text;
    expect(nothing).toContain('Nothing was found');
    expect(nothing.match(/name="identifier"\s+value="[^"]*"/g)).toHaveLength(2);
    expect(nothing).toMatch(/value="a\|b"/);
    expect(nothing).toMatch(/value="&quot;c"|value="&#34;c"/);
    expect(nothing).toMatch(/class="search"\s+open/);
    const many = (await asPage('/Organization?partof=Organization/1').expect(200)).text;
    const others = many.indexOf('class="more"');
    expect(many.indexOf('name="partof"')).toBeLessThan(others);
    expect(many.indexOf('name="endpoint"')).toBeGreaterThan(others);
    const wrong = (await asPage('/Organization?identifer=x').expect(400)).text;
    expect(wrong.indexOf('did you mean')).toBeLessThan(wrong.indexOf('Search Organization'));
    const resource = (await asPage(`/Organization/${await create('page')}`).expect(200)).text;
    expect(resource).toContain('Search Organization');
    expect(resource).not.toMatch(/class="search"\s+open/);
    expect((await asPage('/metadata').expect(200)).text).not.toContain('class="search"');
  });
});
