import type { IncomingMessage } from 'node:http';
import type { NextFunction } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { excerptOf, say } from '../../messages';
import { exchangeOf } from '../exchange';

const SLASH = 0x2f;
const IN_A_REQUEST_LINE = say`It is a path that starts with a slash, or a whole http address.`;

/**
 * Looks at what the router would fall over: the target of the request line, and `Host`. A fault is kept with the
 * request, for {@link refuseFaulty} to throw once there is somebody to answer in the format and language asked for.
 */
export function noteFault(request: IncomingMessage): void {
  const fault = targetFault(request) ?? hostFault(request);
  if (fault) keepFault(request, fault);
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1 */
export function noteUnknownExpectation(request: IncomingMessage): void {
  const text = say`This server cannot meet the expectation ${excerptOf(request.headers.expect ?? '')}`;
  const hint = say`It knows 100-continue.`;
  keepFault(request, new FhirError('expectation-failed', text, [{ text, hint, expression: 'http.expect' }]));
}

/** Middleware, the first that may refuse. */
export function refuseFaulty(request: IncomingMessage, _response: unknown, next: NextFunction): void {
  next(exchangeOf(request).fault);
}

/** The path is read by every router behind this: it is one that they can read. */
function keepFault(request: IncomingMessage, fault: FhirError): void {
  exchangeOf(request).fault = fault;
  request.url = '/';
}

/** A whole address, as for a proxy, is served by its path. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function targetFault(request: IncomingMessage): FhirError | undefined {
  const target = request.url ?? '';
  if (target.charCodeAt(0) === SLASH || target === '*') return undefined;
  const address = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
  if (!address) {
    const text = say`${excerptOf(target)} is not the address of anything`;
    return new FhirError('invalid-request', text, [{ text, hint: IN_A_REQUEST_LINE }]);
  }
  request.url = address.pathname + address.search;
  return undefined;
}

/** Two hosts: what stands before this server may have believed the other one. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
function hostFault({ rawHeaders, httpVersionMinor }: IncomingMessage): FhirError | undefined {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts === 1 || (hosts === 0 && httpVersionMinor === 0)) return undefined;
  const text = hosts === 0 ? say`The request has no Host header` : say`The request has ${hosts} Host headers`;
  return new FhirError('invalid-request', text, [{ text, hint: say`Send exactly one.`, expression: 'http.host' }]);
}
