import { plainType } from '../../search';
import { readSearch } from './search-query';

const read = (parameters: Record<string, string | string[]>, lenient = false) =>
  readSearch(plainType('Organization'), parameters, { lenient, baseUrl: 'http://localhost/fhir' });

describe('the page of a search', () => {
  it.each([
    ['no _count', {}, 200],
    ['an empty _count', { _count: '' }, 200],
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
    ['another _total', { _total: 'all' }],
    ['two orders', { _sort: ['_id', '_id'] }],
    ['an order by what is not sorted', { _sort: '_id,-_score' }],
    ['an order by too much', { _sort: '_id,-_id,_id,_id,_id' }],
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

describe('the order of a search', () => {
  it.each([
    ['none', {}, []],
    ['an empty one', { _sort: '' }, []],
    ['two keys', { _sort: '-identifier,_id' }, ['-identifier token', '_id id']],
    [
      'a key twice: it counts where it stands first',
      { _sort: '_lastUpdated,-_lastUpdated' },
      ['_lastUpdated lastUpdated'],
    ],
  ])('%s', (_, parameters, expected) => {
    const { sort } = read(parameters);
    expect(sort.map(({ code, of, descending }) => `${descending ? '-' : ''}${code} ${of}`)).toEqual(expected);
  });

  it('is in the parameters that were used as it was understood', () => {
    const { used } = read({ _sort: '-_score,-identifier,,_id', _count: '7', _total: 'none' }, true);
    expect(used).toEqual([
      ['_sort', '-identifier,_id'],
      ['_count', '7'],
      ['_total', 'none'],
    ]);
  });

  it('makes another search of it, and so does what is looked for; the size of a page does not', () => {
    const [one, other, third, same] = [{}, { _sort: '_id' }, { _id: '1' }, { _count: '7', _pretty: 'true' }].map((each) => read(each as Record<string, string>).search); // prettier-ignore
    expect(new Set([one, other, third]).size).toBe(3);
    expect(same).toBe(one);
  });

  it('is refused with what can be sorted by', () => {
    const refused = (() => {
      try {
        read({ _sort: 'identifer' });
      } catch (error) {
        return error;
      }
      return undefined;
    })() as { issues: { text: unknown; hint: unknown }[] };
    expect([String(refused.issues[0]!.text), String(refused.issues[0]!.hint)]).toEqual([
      'Organization cannot be sorted by identifer; did you mean identifier?',
      'Organization can be sorted by _id, identifier, _lastUpdated, _tag, _profile, _source, _security; a dash before a key reverses the order.',
    ]);
  });
});

describe('lenient handling', () => {
  it('leaves out what is unknown, and says so', () => {
    const { ignored, clauses } = read({ name: 'x', _sort: 'name', _id: '1' }, true);
    expect(clauses).toEqual([{ kind: 'id', ids: ['1'] }]);
    expect(String(ignored[0]!.hint)).toBe(
      'It was left out. Organization can be searched by _id, identifier, _lastUpdated, _tag, _profile, _source, _security.',
    );
    expect(ignored.map(({ severity, code, text }) => [severity, code, String(text)])).toEqual([
      ['warning', 'not-supported', 'name is not a search parameter of Organization here'],
      ['warning', 'not-supported', 'Organization cannot be sorted by name'],
    ]);
  });

  it.each([[{ 'identifier:above': 'x' }], [{ identifier: 'a|b|c' }], [{ _count: 'x' }]])(
    'does not excuse %j',
    (wrong) => {
      expect(() => read(wrong as unknown as Record<string, string>, true)).toThrow();
    },
  );
});
