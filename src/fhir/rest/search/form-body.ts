import type { Request } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { parseMediaRange } from '../formats/media-range';
import { notUnderstood, requireUtf8 } from '../formats/negotiate';
import { ACCEPT_SEARCH } from '../media-types';
import { encodingFault, queryOfBytes } from '../../search';
import { isForm, MOST_PARAMETERS } from '../request-parameters';

/**
 * Refuses a `POST _search` body that is not a form, because its parameters would be ignored. An empty body is accepted.
 * @throws FhirError `unsupported-media-type`; `invalid-request` for a form with too many parameters, or a malformed one
 */
export function requireForm({ headers, body }: Pick<Request, 'headers'> & { readonly body?: unknown }): void {
  const bytes = body;
  const length = bytes instanceof Uint8Array ? bytes.length : 0;
  const mediaType = headers['content-type'];
  if (!isForm(mediaType) && (mediaType || length > 0)) {
    throw notUnderstood(mediaType, say`Send the parameters as ${ACCEPT_SEARCH}, or in the URL.`);
  }
  if (mediaType) requireUtf8(parseMediaRange(mediaType));
  if (bytes instanceof Uint8Array && separators(bytes) >= MOST_PARAMETERS) {
    const text = say`The form has more than ${MOST_PARAMETERS} parameters`;
    throw new FhirError('invalid-request', text, [{ code: 'too-costly', text }]);
  }
  const fault = bytes instanceof Uint8Array ? encodingFault(queryOfBytes(Buffer.from(bytes))) : undefined;
  if (fault) throw fault;
}

const AMPERSAND = 0x26;

function separators(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === AMPERSAND ? count + 1 : count), 0);
}
