import { decodeXml } from './decode-xml';

const XML = '<Organization xmlns="http://hl7.org/fhir"/>';
const utf8 = Buffer.from('é<a/>');

describe('decodeXml', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
  ])('reads %s', (_, bytes) => {
    expect(decodeXml(bytes)).toBe('é<a/>');
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${XML}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(XML, 'utf16le')],
    ['ISO-8859-1', Buffer.from('<a b="é"/>', 'latin1')],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeXml(bytes)).toThrow(/UTF-16|not UTF-8/);
  });
});
