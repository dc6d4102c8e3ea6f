import { plainType } from '../search';
import { readCriteria } from './criteria';

const BASE = 'http://localhost/fhir';

/** The grammar is tested in `src/fhir/search/read-clauses.spec.ts`. */
describe('criteria of a conditional interaction', () => {
  it.each([
    [{ identifier: 'urn:s|123' }, [{ kind: 'token', code: 'identifier', values: [{ system: 'urn:s', value: '123' }] }]],
    [{ _id: '1', _format: 'json', _dryRun: 'true' }, [{ kind: 'id', ids: ['1'] }]],
  ])('%j', (query, expected) => {
    expect(readCriteria(plainType('Organization'), query, BASE).clauses).toEqual(expected);
  });

  it.each([
    ['nothing', {}],
    ['nothing but how to answer', { _format: 'json' }],
    ['a parameter that is not understood', { identifier: '1', name: 'x' }],
    ['a parameter that is not understood and has no value', { identifier: '1', name: '' }],
    ['a parameter of searches', { identifier: '1', _count: '5' }],
    ['a modifier', { 'identifier:above': '1' }],
    ['an empty identifier', { identifier: '' }],
    ['an empty identifier beside something else', { identifier: '', _id: '1' }],
    ['an empty identifier beside another', { identifier: ['1', ''] }],
  ])('%s is refused', (_, query) => {
    expect(() => readCriteria(plainType('Organization'), query, BASE)).toThrow(
      expect.objectContaining({ kind: 'invalid-request' }) as Error,
    );
  });
});
