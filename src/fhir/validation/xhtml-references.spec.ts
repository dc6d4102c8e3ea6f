/** @counted-work */
import { countedWork } from '../../../test/support/counted-work';
import { XhtmlError } from './xhtml-error';
import { assertReferences, resolved, saysSomething } from './xhtml-references';

/** Characters that XML 1.0 allows, by its own definition. */
function isLegal(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function isReference(written: string): boolean {
  try {
    assertReferences(written);
    return true;
  } catch (error) {
    if (error instanceof XhtmlError) return false;
    throw error;
  }
}

const codes = [...Array(0x1_1000).keys(), 0x1f600, 0x10_ffff, 0x11_0000, 0xff_ffff];
const hexadecimal = (code: number): string => code.toString(16);

describe('a character reference', () => {
  it.each<[string, (code: number) => string]>([
    ['in decimals', (code) => `&#${code};`],
    ['in decimals after zeros', (code) => `&#${String(code).padStart(7, '0')};`],
    ['in hexadecimals', (code) => `&#x${hexadecimal(code)};`],
    ['in capital hexadecimals', (code) => `&#x${hexadecimal(code).toUpperCase()};`],
    ['in hexadecimals after zeros', (code) => `&#x${hexadecimal(code).padStart(6, '0')};`],
  ])('names a character that XML allows, %s', (_, write) => {
    const wrong = codes.filter((code) => isReference(write(code)) !== isLegal(code));
    expect(wrong).toEqual([]);
    const legal = codes.filter(isLegal);
    const text = legal.map(write).join('');
    expect(resolved(text)).toBe(legal.map((code) => String.fromCodePoint(code)).join(''));
  });

  it.each([
    '&',
    '&;',
    '&a',
    '&amp',
    '&am;',
    '&ampp;',
    '&AMP;',
    '&#;',
    '&#x;',
    '&#1a;',
    '&#xg;',
    '&#12345678;',
    '&#X20;',
  ])('is not %s', (written) => {
    expect(isReference(written)).toBe(false);
    expect(isReference(`a&lt;${written} &gt;`)).toBe(false);
  });

  it.each(['&amp;', '&#233;', '&#xE9;'])('is not looked at on its own when there are many: %s', async (reference) => {
    const work = (times: number) => countedWork(() => assertReferences(reference.repeat(times)));
    expect(await work(100_000)).toBe(await work(1));
  });
});

describe('whether a text says something', () => {
  it.each([
    ['a', true],
    [' &#32;&#xA0;\n', false],
    ['', false],
    [' &#32; a', true],
    ['&amp;', true],
    [`${'&#32;'.repeat(5_000)}&lt;`, true],
    [`${'&#32; '.repeat(5_000)}`, false],
  ])('%j', (written, expected) => {
    expect(saysSomething(written)).toBe(expected);
  });

  it('is known after its beginning, however long it is', async () => {
    const work = (times: number) => countedWork(() => saysSomething('&amp;'.repeat(times)));
    expect(await work(100_000)).toBe(await work(1_000));
  });
});
