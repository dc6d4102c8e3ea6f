import fc from 'fast-check';
import { ENGLISH } from '../messages';
import { MOST_LINES, MOST_MARKUP, MOST_OF_A_VALUE } from './code-writer';
import { jsonCode } from './json-code';
import { ServerLinks } from './server-links';
import { textOf } from '../../../test/support/html-tags';

const links = new ServerLinks('http://localhost:3000/fhir');
const paint = (text: string, folded?: string) =>
  jsonCode(text, { links, language: ENGLISH, foldDepth: 2, ...(folded && { folded }) }).in(ENGLISH);

describe('JSON as lines', () => {
  it('says what the text says, for any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(JSON.parse(textOf(paint(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps the digits of decimals and the escapes of strings', () => {
    expect(textOf(paint('{"a":1.00,"b":1E-22,"c":"\\u00e9\\"\\\\"}'))).toBe(
      '{  "a": 1.00,  "b": 1E-22,  "c": "\\u00e9\\"\\\\"}',
    );
  });

  it('is the same for a text that is indented already', () => {
    const value = { a: [1, { b: 'c' }, []], d: {} };
    expect(paint(JSON.stringify(value, null, 2))).toBe(paint(JSON.stringify(value)));
  });

  it('numbers its lines as an indented text has them', () => {
    const value = { a: [1, { b: 'c' }, []], d: {}, e: [[2]] };
    const lines = JSON.stringify(value, null, 2).split('\n');
    const painted = paint(JSON.stringify(value)).match(/ id="\d+">.*?<\/(?:div|summary)>/g);
    expect(painted?.map((line) => textOf(`<p${line}`))).toEqual(lines);
    expect(painted?.map((line) => /id="(\d+)"/.exec(line)?.[1])).toEqual(lines.map((_, i) => String(i + 1)));
  });

  it.each([
    ['{"reference":"Organization/1"}', '/fhir/Organization/1'],
    ['{"reference":"http://localhost:3000/fhir/Organization/1/_history/2"}', '/fhir/Organization/1/_history/2'],
    [
      '{"link":[{"relation":"next","url":"http://localhost:3000/fhir/Organization?a=1&b=2"}]}',
      '/fhir/Organization?a=1&amp;b=2',
    ],
    ['{"fullUrl":"http://localhost:3000/fhir/Location/6"}', '/fhir/Location/6'],
  ])('links %s', (text, href) => {
    expect(paint(text)).toContain(`<a href="${href}">`);
  });

  it.each([
    '{"reference":"javascript:alert(1)"}',
    '{"reference":"#contained"}',
    '{"reference":"https://elsewhere.example/fhir/Organization/1"}',
    '{"reference":"Organization\\u002f1"}',
    '{"profile":["https://example.org/StructureDefinition/x"]}',
    '{"name":"Organization/1"}',
  ])('does not link %s', (text) => {
    expect(paint(text)).not.toContain('<a ');
  });

  it('folds the blocks near the root, one kind of them from the start', () => {
    const painted = paint('{"entry":[{"resource":{"a":1}}],"resource":{"b":2}}', 'resource');
    expect(painted.match(/<details[^>]*>/g)).toEqual(['<details open>', '<details open>', '<details>']);
  });

  it.each(['', '}', ']]]', '{"a', '{"a":', '"\\', '<script>', '{,,}', 'nul', '{"a":1]]}}'])(
    'never fails: %s',
    (text) => {
      expect(() => paint(text)).not.toThrow();
      expect(paint(text)).not.toContain('<script');
    },
  );

  it.each([
    ['as many lines as a page may have', MOST_LINES - 2, false],
    ['one line more', MOST_LINES - 1, true],
    ['many more', 4 * MOST_LINES, true],
  ])('stops at a number of lines, and says so: %s', (_, values, cut) => {
    const painted = paint(JSON.stringify(Array<number>(values).fill(1)));
    expect(painted.match(/ id="\d+"/g)!.length).toBe(Math.min(values + 2, MOST_LINES));
    expect(painted.includes('too long for a page')).toBe(cut);
    expect(painted.match(/<details/g)?.length).toBe(painted.match(/<\/details>/g)?.length);
  });

  it.each([
    ['a value as long as is shown', MOST_OF_A_VALUE, undefined],
    ['a longer one', MOST_OF_A_VALUE + 1_234, '1,234'],
  ])('shows the beginning of what is long, and says so: %s', (_, length, more) => {
    for (const text of [{ a: 'x'.repeat(length) }, { ['x'.repeat(length)]: 1 }]) {
      const shown = textOf(paint(JSON.stringify(text)));
      expect(/x+/.exec(shown)![0].length).toBe(MOST_OF_A_VALUE);
      expect(/… \((.*) characters more/.exec(shown)?.[1]).toBe(more);
    }
  });

  it('stops where the page is full, however few the lines are', () => {
    const painted = paint(JSON.stringify(Array<string>(1_000).fill('&'.repeat(MOST_OF_A_VALUE))));
    expect(painted.length).toBeLessThan(MOST_MARKUP + 6 * MOST_OF_A_VALUE);
    expect(painted).toContain('… 31 lines of it; the rest is too long for a page');
  });

  it('costs no more than its length, however deep it nests', () => {
    const nested = (depth: number) => paint('['.repeat(depth) + '1' + ']'.repeat(depth)).length;
    expect(nested(4_000)).toBeLessThan(2.1 * nested(2_000));
  });
});
