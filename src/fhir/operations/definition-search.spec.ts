import type { JsonObject } from '../json';
import { PAGE_BYTES } from '../ports/page-limits';
import type { DefinitionLibrary } from '../profile/definition-library';
import { ServedDefinitions } from '../profile/served-definitions';
import type { Parameters } from '../rest/request-parameters';
import { readSearch } from '../rest/search/search-query';
import { findDefinitions, searchableDefinitions } from './definition-search';

const TYPE = 'ValueSet';
const served = new ServedDefinitions();
const add = (id: string, url: string, more: JsonObject = {}) => served.add({ resourceType: TYPE, id, url, ...more });
add('c', 'urn:c');
add('B', 'urn:b');
add('a', 'urn:a,1');
add('a2', 'urn:a,1', { version: '2' });
served.add({ resourceType: 'CodeSystem', id: 'd', url: 'urn:c' });
const library = served as unknown as DefinitionLibrary;

const READING = { lenient: false, baseUrl: 'http://localhost/fhir' };

function find(parameters: Parameters) {
  const { definitions, total, next } = findDefinitions(
    library,
    TYPE,
    readSearch(searchableDefinitions(TYPE), parameters, READING),
  );
  return { ids: definitions.map(({ id }) => id), total, hasMore: next !== undefined };
}

describe('the search for definitions', () => {
  it.each<[string, Parameters, string[], number, boolean]>([
    ['all of a type, by id', {}, ['B', 'a', 'a2', 'c'], 4, false],
    ['by url', { url: 'urn:c' }, ['c'], 1, false],
    ['all versions of a url', { url: 'urn:a\\,1' }, ['a', 'a2'], 2, false],
    ['one of several urls, each once', { url: 'urn:c,urn:b,urn:c' }, ['B', 'c'], 2, false],
    ['two urls at once', { url: ['urn:c', 'urn:b'] }, [], 0, false],
    ['the same url twice', { url: ['urn:c,urn:b', 'urn:c'] }, ['c'], 1, false],
    ['a url nobody has', { url: 'urn:x' }, [], 0, false],
    ['an empty url', { url: '' }, ['B', 'a', 'a2', 'c'], 4, false],
    ['a page', { _count: '3' }, ['B', 'a', 'a2'], 4, true],
    ['a page that holds all', { _count: '4' }, ['B', 'a', 'a2', 'c'], 4, false],
    ['nothing but the total', { _summary: 'count' }, [], 4, false],
  ])('finds %s', (_, parameters, ids, total, hasMore) => {
    expect(find(parameters)).toEqual({ ids, total, hasMore });
  });

  it('finds the page after', () => {
    const query = readSearch(searchableDefinitions(TYPE), { _count: '3' }, READING);
    const { next } = findDefinitions(library, TYPE, query);
    const { definitions, ...page } = findDefinitions(library, TYPE, { ...query, after: next });
    expect([definitions.map(({ id }) => id), page]).toEqual([['c'], { total: 4 }]);
  });

  it('ends a page where its bytes are reached', () => {
    const long = new ServedDefinitions();
    for (const id of ['a', 'b', 'c'])
      long.add({ resourceType: TYPE, id, description: 'x'.repeat(PAGE_BYTES / 2 - 100) });
    const query = readSearch(searchableDefinitions(TYPE), {}, READING);
    const page = findDefinitions(long as unknown as DefinitionLibrary, TYPE, query);
    expect([page.definitions.map(({ id }) => id), page.total, page.next !== undefined]).toEqual([['a', 'b'], 3, true]);
  });

  it.each<[string, Parameters]>([
    ['an unknown parameter', { name: 'x' }],
    ['a parameter of stored resources', { identifier: 'x' }],
    ['a modifier', { 'url:below': 'urn:' }],
  ])('refuses %s', (_, parameters) => {
    expect(() => find(parameters)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as Error);
  });
});
