import { ENGLISH } from '../messages';
import { Outcome } from './operation-outcome';

describe('Outcome', () => {
  const outcome = (count: number) => new Outcome(Array.from({ length: count }, (_, i) => ({ text: `issue ${i}` })));

  it('tells a thousand issues', () => {
    const { issue } = outcome(1_000).in(ENGLISH);
    expect(issue).toHaveLength(1_000);
  });

  it.each([
    ['A name is missing', 'A name is missing (line 2, column 7)'],
    ['A name is missing.', 'A name is missing (line 2, column 7).'],
    ['Two.\nLines.', 'Two.\nLines (line 2, column 7).'],
  ])('says inside the sentence where it is: %j', (text, told) => {
    const { issue } = new Outcome([{ text, position: { line: 2, column: 7 } }]).in(ENGLISH);
    expect(issue[0]!.details!.text).toBe(told);
  });

  it('says of more than that how many they are', () => {
    const { issue } = outcome(40_000).in(ENGLISH);
    expect(issue).toHaveLength(1_001);
    expect(issue.at(-1)!.details!.text).toBe('There are 39000 issues more; they are not listed.');
  });
});
