import type { SearchClause } from '../ports/search';
import { criteriaText } from './criteria-text';

describe('the text of criteria', () => {
  it.each<[string, SearchClause[]]>([
    ['identifier=1', [{ by: 'identifier', tokens: [{ value: '1' }] }]],
    ['identifier=urn:s|1', [{ by: 'identifier', tokens: [{ system: 'urn:s', value: '1' }] }]],
    ['identifier=|1', [{ by: 'identifier', tokens: [{ system: '', value: '1' }] }]],
    ['identifier=1,urn:s|2', [{ by: 'identifier', tokens: [{ value: '1' }, { system: 'urn:s', value: '2' }] }]],
    [
      '_id=a,b&identifier=1',
      [
        { by: 'id', ids: ['a', 'b'] },
        { by: 'identifier', tokens: [{ value: '1' }] },
      ],
    ],
  ])('%s', (text, clauses) => {
    expect(criteriaText(clauses)).toBe(text);
  });

  it('has an end', () => {
    expect(criteriaText([{ by: 'identifier', tokens: [{ value: 'x'.repeat(10_000) }] }])).toHaveLength(200);
  });
});
