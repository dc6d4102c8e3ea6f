import { plainType } from '../../search';
import { readSearch, searchLinks } from './search-query';

const ADDRESS = 'http://localhost/fhir/Organization';
const read = (parameters: Record<string, string | string[]>, lenient = false) =>
  readSearch(plainType('Organization'), parameters, { lenient, baseUrl: 'http://localhost/fhir' });

/** Links of a page, the next of which begins after `next`. */
const linksOf = (parameters: Record<string, string | string[]>, next?: string, lenient = false) =>
  searchLinks(ADDRESS, read(parameters, lenient), next);

describe('the page of a search', () => {
  it.each([
    ['no _count', {}, 50],
    ['an empty _count', { _count: '' }, 50],
    ['_count', { _count: '7' }, 7],
    ['more than the most', { _count: '99999' }, 1_000],
    ['_count=0', { _count: '0' }, 0],
    ['_summary=count', { _summary: 'count', _count: '7' }, 0],
  ])('%s', (_, parameters, count) => {
    expect(read(parameters as Record<string, string>).count).toBe(count);
  });

  it.each([
    ['a _count that is no number', { _count: 'x' }],
    ['a negative one', { _count: '-1' }],
    ['two of them', { _count: ['1', '2'] }],
    ['a _cursor of other characters', { _cursor: 'YQ==' }],
    ['a _cursor that is too long', { _cursor: 'x'.repeat(1_001) }],
    ['two cursors', { _cursor: ['YQ', 'YQ'] }],
    ['_dryRun', { _dryRun: 'true' }],
  ])('%s is refused', (_, parameters) => {
    expect(() => read(parameters)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as Error);
  });

  it('names all unknown parameters at once', () => {
    expect(() => read({ name: 'a', city: 'b' })).toThrow(
      expect.objectContaining({ issues: [expect.anything(), expect.anything()] }) as Error,
    );
  });
});

describe('links of a search', () => {
  it('show what was used: not what is empty, unknown or more than there can be', () => {
    const parameters = { identifier: ['', 's|a b'], name: 'x', _count: '9999', _elements: 'name', _summary: '' };
    expect(linksOf(parameters, undefined, true)).toEqual({
      self: `${ADDRESS}?identifier=s%7Ca+b&_count=1000&_elements=name`,
    });
  });

  it('are the bare address where nothing was asked', () => {
    expect(linksOf({})).toEqual({ self: ADDRESS });
  });

  it('lead nowhere from a page of nothing', () => {
    expect(linksOf({ _count: '0' }, 'id-2')).toEqual({ self: `${ADDRESS}?_count=0` });
  });

  it('lead through the pages', () => {
    const first = linksOf({ _count: '2' }, 'id-2');
    expect(first).toEqual({ self: `${ADDRESS}?_count=2`, next: expect.stringContaining('_count=2&_cursor=') });
    const parameters = Object.fromEntries(new URL(first.next!).searchParams);
    expect(read(parameters)).toMatchObject({ after: 'id-2', count: 2 });
    expect(linksOf(parameters, 'id-4')).toEqual({
      self: first.next,
      first: first.self,
      next: expect.not.stringContaining(parameters['_cursor']!),
    });
  });
});

describe('lenient handling', () => {
  it('leaves out what is unknown, and says so', () => {
    const { ignored, clauses } = read({ name: 'x', _sort: 'name', _id: '1' }, true);
    expect(clauses).toEqual([{ kind: 'id', ids: ['1'] }]);
    expect(String(ignored[0]!.hint)).toBe(
      'It was left out. Organization can be searched by _id, identifier, _lastUpdated, _tag, _profile, _security.',
    );
    expect(ignored.map(({ severity, code, text }) => [severity, code, String(text)])).toEqual([
      ['warning', 'not-supported', 'name is not a search parameter of Organization here'],
      ['warning', 'not-supported', '_sort is not a search parameter of Organization here'],
    ]);
  });

  it.each([[{ 'identifier:above': 'x' }], [{ identifier: 'a|b|c' }], [{ _count: 'x' }]])(
    'does not excuse %j',
    (wrong) => {
      expect(() => read(wrong as unknown as Record<string, string>, true)).toThrow();
    },
  );
});
