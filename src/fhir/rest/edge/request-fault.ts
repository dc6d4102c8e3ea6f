import type { IncomingMessage } from 'node:http';
import type { NextFunction } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { excerptOf, say } from '../../messages';
import { exchangeOf } from '../exchange';

const SLASH = 0x2f;
const IN_A_REQUEST_LINE = say`It must be a path that starts with a slash, or a complete http address.`;

/**
 * Checks what the router cannot handle: the request target, `Host` and `Transfer-Encoding`. A fault is stored with the request;
 * {@link refuseFaulty} throws it once the answer's format and language can be determined.
 */
export function noteFault(request: IncomingMessage): void {
  const fault = targetFault(request) ?? hostFault(request) ?? transferFault(request);
  if (fault) keepFault(request, fault);
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1 */
export function noteUnknownExpectation(request: IncomingMessage): void {
  const text = say`This server cannot meet the expectation ${excerptOf(request.headers.expect ?? '')}`;
  const hint = say`It knows 100-continue.`;
  keepFault(request, new FhirError('expectation-failed', text, [{ text, hint, expression: 'http.expect' }]));
}

/** Middleware; must be the first that can refuse a request. */
export function refuseFaulty(request: IncomingMessage, _response: unknown, next: NextFunction): void {
  next(exchangeOf(request).fault);
}

/** Also replaces the URL by one that every router can parse. */
function keepFault(request: IncomingMessage, fault: FhirError): void {
  exchangeOf(request).fault = fault;
  request.url = '/';
}

/** Reduces an absolute URL, as sent to a proxy, to its path. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function targetFault(request: IncomingMessage): FhirError | undefined {
  const target = request.url ?? '';
  if (target.charCodeAt(0) === SLASH || target === '*') return undefined;
  const address = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
  if (!address) {
    const text = say`${excerptOf(target)} is not a valid address`;
    return new FhirError('invalid-request', text, [{ text, hint: IN_A_REQUEST_LINE }]);
  }
  request.url = address.pathname + address.search;
  return undefined;
}

/**
 * Node splits a body into its chunks, whatever other codings it has. A proxy in front might have decoded those.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.1
 */
function transferFault({ headers }: IncomingMessage): FhirError | undefined {
  const codings = headers['transfer-encoding'];
  if (codings === undefined || codings.trim().toLowerCase() === 'chunked') return undefined;
  const text = say`The Transfer-Encoding ${excerptOf(codings)} is not supported; only chunked is`;
  const hint = say`Name the compression of the body in Content-Encoding instead.`;
  return new FhirError('not-implemented', text, [{ text, hint, expression: 'http.transfer-encoding' }]);
}

/** A name or an address, and a port. It may be empty. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

/**
 * With two Host headers, or one that cannot be read, a proxy in front might have understood something else.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
function hostFault({ rawHeaders, headers, httpVersionMinor }: IncomingMessage): FhirError | undefined {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts === 0 && httpVersionMinor === 0) return undefined;
  if (hosts === 1) return HOST.test(headers.host ?? '') ? undefined : wrongHost(headers.host!);
  const text = hosts === 0 ? say`The request has no Host header` : say`The request has ${hosts} Host headers`;
  return new FhirError('invalid-request', text, [{ text, hint: say`Send exactly one.`, expression: 'http.host' }]);
}

function wrongHost(host: string): FhirError {
  const text = say`${excerptOf(host)} in the header Host is not the name of a server`;
  const hint = say`Send the name or the address, and the port if there is one.`;
  return new FhirError('invalid-request', text, [{ text, hint, expression: 'http.host' }]);
}
