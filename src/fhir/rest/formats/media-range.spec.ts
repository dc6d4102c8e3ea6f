import { parseMediaRange } from './media-range';

describe('a media range', () => {
  it.each([
    ['text/html', 1],
    ['text/html;q=0.4', 0.4],
    ['text/html; Q="0.4"', 0.4],
    ['text/html;q=0', 0],
    ['text/html;q=-1', 0],
    ['text/html;q=7', 1],
    ['text/html;q=much', 1],
  ])('%s has quality %d', (text, quality) => {
    expect(parseMediaRange(text)).toEqual({ type: 'text/html', quality, sameVersion: true });
  });
});
