/** @counted-work */
import { growth } from '../../../test/support/counted-work';
import { escapeRuns, runsOf } from './escape-runs';

const ESCAPES = { '&': '&amp;', '<': '&lt;' };
const escape = (text: string) => escapeRuns(text, runsOf('&<'), ESCAPES);

describe('a text with its special characters replaced', () => {
  it.each([
    ['', ''],
    ['abc', 'abc'],
    ['a & b', 'a &amp; b'],
    ['&&&<<&', '&amp;&amp;&amp;&lt;&lt;&amp;'],
    ['&amp;', '&amp;amp;'],
  ])('%s', (text, expected) => {
    expect(escape(text)).toBe(expected);
  });

  it('is no more work where one character is there a thousand times', async () => {
    expect(await growth((size) => escape('&'.repeat(size)), 2, 2_000)).toBe(1);
  });
});
