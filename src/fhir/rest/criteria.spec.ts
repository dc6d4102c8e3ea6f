import { readCriteria } from './criteria';

describe('criteria of a conditional interaction', () => {
  it.each([
    [{ identifier: '123' }, { identifiers: [[{ value: '123' }]] }],
    [{ identifier: 'urn:s|123' }, { identifiers: [[{ system: 'urn:s', value: '123' }]] }],
    [{ identifier: '|123' }, { identifiers: [[{ system: '', value: '123' }]] }],
    [{ identifier: 'a,b' }, { identifiers: [[{ value: 'a' }, { value: 'b' }]] }],
    [{ identifier: ['a', 'b'] }, { identifiers: [[{ value: 'a' }], [{ value: 'b' }]] }],
    [{ identifier: 'a\\,b' }, { identifiers: [[{ value: 'a,b' }]] }],
    [{ identifier: 'x|a\\|b' }, { identifiers: [[{ system: 'x', value: 'a|b' }]] }],
    [{ identifier: '1350054680/SSR38888' }, { identifiers: [[{ value: '1350054680/SSR38888' }]] }],
    [{ _id: '1,2' }, { ids: ['1', '2'], identifiers: [] }],
    [{ _id: ['1,2', '2,3'] }, { ids: ['2'], identifiers: [] }],
    [
      { _id: '1', _format: 'json', _dryRun: 'true' },
      { ids: ['1'], identifiers: [] },
    ],
  ])('%j', (query, expected) => {
    expect(readCriteria(query)).toEqual(expected);
  });

  it.each([
    ['nothing', {}],
    ['nothing but how to answer', { _format: 'json' }],
    ['a parameter that is not understood', { identifier: '1', name: 'x' }],
    ['a modifier', { 'identifier:not': '1' }],
    ['an empty identifier', { identifier: '' }],
    ['a system without a value', { identifier: 'urn:s|' }],
    ['too many bars', { identifier: 'a|b|c' }],
  ])('%s is refused', (_, query) => {
    expect(() => readCriteria(query)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as Error);
  });
});
