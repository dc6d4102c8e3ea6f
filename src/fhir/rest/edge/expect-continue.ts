import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchangeOf } from '../exchange';

/**
 * Records that the client waits for `100 Continue` before sending its body.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
 */
export function noteExpectation(request: IncomingMessage): void {
  exchangeOf(request).waitsForContinue = true;
}

/** Sends `100 Continue` if the client waits for it. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if (exchangeOf(request).waitsForContinue) response.writeContinue();
}
