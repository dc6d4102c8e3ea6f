import type { JsonObject } from '../json';
import type { SearchClause } from '../ports/search';
import { stillFits } from './still-fits';
import { plainType } from './searchable-type';

const resource: JsonObject = {
  resourceType: 'Location',
  id: 'a',
  identifier: [{ system: 'urn:s', value: '1' }, { value: '2' }],
};
const ids = (...list: string[]): SearchClause => ({ kind: 'id', ids: list });
const identifier = (...values: { system?: string; value: string }[]): SearchClause => ({
  kind: 'token',
  code: 'identifier',
  values,
});

describe('stillFits', () => {
  it.each<[string, boolean, SearchClause[]]>([
    ['no clause', true, []],
    ['its id', true, [ids('b', 'a')]],
    ['another id', false, [ids('b')]],
    ['an id in other letters', false, [ids('A')]],
    ['system and value', true, [identifier({ system: 'urn:s', value: '1' })]],
    ['another system', false, [identifier({ system: 'urn:t', value: '1' })]],
    ['a value of any system', true, [identifier({ value: '1' })]],
    ['a value of no system', true, [identifier({ system: '', value: '2' })]],
    ['no system where there is one', false, [identifier({ system: '', value: '1' })]],
    ['one of several', true, [identifier({ value: 'x' }, { value: '2' })]],
    ['both clauses', true, [identifier({ value: '1' }), identifier({ value: '2' })]],
    ['one clause of two', false, [identifier({ value: '1' }), ids('b')]],
  ])('%s: %s', (_, expected, clauses) => {
    expect(stillFits(resource, clauses, plainType('Location'), undefined)).toBe(expected);
  });
});
