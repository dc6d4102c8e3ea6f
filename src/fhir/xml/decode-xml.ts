import { decodeUtf8 } from '../json/utf8';

/**
 * Decodes the bytes of an XML body: UTF-8, and, as XML has it (section 4.3.3) and JSON has not, a byte order mark if the
 * client likes one.
 *
 * @throws FhirError `invalid-request` (400), with the position of the first byte that is not UTF-8
 */
export function decodeXml(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decodeUtf8(marked ? bytes.subarray(3) : bytes);
}
