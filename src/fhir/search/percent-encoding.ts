import { isUtf8 } from 'node:buffer';
import { unescape } from 'node:querystring';
import { FhirError } from '../errors/fhir-error';
import { excerptOf, say } from '../messages';

/** Whether every percent sign begins a character of UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The fault in the percent-encoding of a query or form, which names the parameter; undefined when there is none. A
 * search by what is left of such a value would find something else than the client means.
 * @param expression where the query is, when it is not the URL or the form of the request
 */
export function encodingFault(query: string, expression?: string): FhirError | undefined {
  if (!query.includes('%') || isDecodable(query)) return undefined;
  const parameter = query.split('&').find((each) => !isDecodable(each)) ?? query;
  const name = unescape(parameter.split('=', 1)[0]!).slice(0, LONGEST_NAME);
  const text = say`The parameter ${excerptOf(name)} cannot be read: a % in it is not followed by the code of a character in UTF-8`;
  const hint = say`Percent-encode accented letters as UTF-8, and write %25 for a % itself.`;
  return new FhirError('invalid-request', text, [{ text, hint, expression: expression ?? `http.${name}` }]);
}

/** A query or form as text. Bytes that are no UTF-8 become percent-encodings, in which `encodingFault` finds them. */
export function queryOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  return bytes.toString('latin1').replace(/[^\0-\x7f]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
}

const LONGEST_NAME = 80;
