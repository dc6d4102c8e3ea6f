import { criteriaText } from './criteria-text';

describe('the text of criteria', () => {
  it('is what was sent', () => {
    const used = [
      ['identifier', 'urn:s|1,2'],
      ['name:contains', 'a\\,b'],
    ] as const;
    expect(criteriaText({ clauses: [], used })).toBe('identifier=urn:s|1,2&name:contains=a\\,b');
  });

  it('has an end', () => {
    expect(criteriaText({ clauses: [], used: [['identifier', 'x'.repeat(10_000)]] })).toHaveLength(200);
  });
});
