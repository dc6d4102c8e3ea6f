import fc from 'fast-check';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { decodeUtf8 } from './utf8';

function refusal(bytes: Uint8Array): IssueDetail {
  try {
    decodeUtf8(bytes);
  } catch (error) {
    if (error instanceof FhirError) return error.issues[0]!;
    throw error;
  }
  throw new Error('the bytes were accepted');
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const ascii = (text: string) => Buffer.from(text, 'latin1');

describe('decodeUtf8', () => {
  it('decodes UTF-8', () => {
    expect(decodeUtf8(Buffer.from('{"a":"Téléphone 😀 \uFEFF"}'))).toBe('{"a":"Téléphone 😀 \uFEFF"}');
    expect(decodeUtf8(bytes())).toBe('');
  });

  it.each([
    ['a UTF-8 byte order mark', Buffer.from('\uFEFF{}'), /byte order mark/, /without a byte order mark/],
    ['UTF-16LE with its mark', Buffer.from('\uFEFF{}', 'utf16le'), /UTF-16 or UTF-32/, /in UTF-8/],
    ['UTF-16LE without a mark', Buffer.from('{}', 'utf16le'), /UTF-16 or UTF-32/, /in UTF-8/],
    ['UTF-16BE with its mark', bytes(0xfe, 0xff, 0, 0x7b), /UTF-16 or UTF-32/, /in UTF-8/],
    ['UTF-32BE with its mark', bytes(0, 0, 0xfe, 0xff), /UTF-16 or UTF-32/, /in UTF-8/],
    ['UTF-32LE with its mark', bytes(0xff, 0xfe, 0, 0), /UTF-16 or UTF-32/, /in UTF-8/],
  ])('refuses %s', (_, input, text, hint) => {
    const issue = refusal(input);
    expect(issue).toMatchObject({ code: 'structure', position: { line: 1, column: 1 } });
    expect(String(issue.text)).toMatch(text);
    expect(String(issue.hint)).toMatch(hint);
  });

  it('says where a Latin-1 letter stands and what it was meant to be', () => {
    const input = Buffer.concat([Buffer.from('{\n"é😀":"'), ascii('T\xE9l"}')]);
    const { text, position } = refusal(input);
    expect(position).toEqual({ line: 2, column: 8 });
    expect(String(text)).toMatch(/byte 0xE9 at byte offset 13 .* would be é/);
  });

  it.each([
    ['a lone continuation byte', [0x80], 0],
    ['an overlong sequence', [0x61, 0xc0, 0xaf], 1],
    ['an overlong sequence of three', [0xe0, 0x80, 0xaf], 0],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 1],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 0],
    ['a sequence cut off at the end', [0xc3, 0xa9, 0xf0, 0x9f, 0x98], 2],
    ['a sequence cut off inside', [0xe2, 0x82, 0x22], 0],
    ['a byte that UTF-8 never has', [0x22, 0xff], 1],
  ])('refuses %s', (_, input, offset) => {
    expect(String(refusal(bytes(...input)).text)).toContain(`at byte offset ${offset} `);
  });

  it('gives the text of good bytes back, and the end of the longest good start of others', () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        const input = Buffer.concat([Buffer.from('[]'), ...chunks]);
        const good = (end: number) => Buffer.from(input.subarray(0, end).toString()).equals(input.subarray(0, end));
        if (good(input.length)) {
          expect(Buffer.from(decodeUtf8(input))).toEqual(input);
          return;
        }
        const offset = Number(/byte offset (\d+)/.exec(String(refusal(input).text))![1]);
        expect(good(offset)).toBe(true);
        expect([1, 2, 3, 4].filter((more) => offset + more <= input.length && good(offset + more))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
