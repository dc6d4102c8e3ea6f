import { rangeOf } from './byte-range';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-4', { from: 0, to: 4 }],
    ['bytes=5-', { from: 5, to: 9 }],
    ['bytes=9-9', { from: 9, to: 9 }],
    ['bytes=3-99', { from: 3, to: 9 }],
    ['bytes=-4', { from: 6, to: 9 }],
    ['bytes=-99', { from: 0, to: 9 }],
    ['BYTES= 1-2 ', { from: 1, to: 2 }],
    ['bytes=10-', 'none'],
    ['bytes=10-12', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=4-3', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['bytes=0-1,3-4', undefined],
    ['lines=0-1', undefined],
    ['bytes=0-1x', undefined],
    ['bytes=9999999999999999999-', 'none'],
    ['bytes=0-99999999999999999999', { from: 0, to: 9 }],
    ['bytes=-99999999999999999999', { from: 0, to: 9 }],
    [`bytes=3-${'9'.repeat(400)}`, { from: 3, to: 9 }],
    [`bytes=${'9'.repeat(400)}-`, 'none'],
    [`bytes=-${'9'.repeat(400)}`, { from: 0, to: 9 }],
    ['bytes=0-1,', { from: 0, to: 1 }],
    ['bytes= , 0-1', { from: 0, to: 1 }],
    ['bytes=,', undefined],
    ['bytes=0-1 2-3', undefined],
    ['bytes=--1', undefined],
    ['bytes=+1-2', undefined],
    ['bytes=0x1-2', undefined],
    ['bytes 0-1', undefined],
    ['bytes=0-1/10', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s of ten bytes', (range, expected) => {
    expect(rangeOf({ ...(range !== undefined && { range }) }, '"a"', 10)).toEqual(expected);
  });

  it.each([
    ['"a"', { from: 0, to: 1 }],
    ['"b"', undefined],
    ['W/"a"', undefined],
    ['Sat, 31 Jan 2026 08:00:00 GMT', undefined],
  ])('holds if the file is %s', (ifRange, expected) => {
    expect(rangeOf({ range: 'bytes=0-1', 'if-range': ifRange }, '"a"', 10)).toEqual(expected);
  });

  it('of an empty file has no bytes', () => {
    expect(rangeOf({ range: 'bytes=0-' }, '"a"', 0)).toBe('none');
  });
});
