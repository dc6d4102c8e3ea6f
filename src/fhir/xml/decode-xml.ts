import { decodeUtf8 } from '../json/utf8';

/**
 * Decodes the bytes of an XML body. It must be UTF-8; unlike JSON, XML allows a byte order mark (XML, section 4.3.3).
 *
 * @throws FhirError `invalid-request` (400), with the position of the first invalid byte
 */
export function decodeXml(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeUtf8(marked ? bytes.subarray(3) : bytes);
}
