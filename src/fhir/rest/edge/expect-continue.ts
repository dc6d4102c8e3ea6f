import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchangeOf } from '../exchange';

/** Notes that the client sends its body only when it is told to. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1 */
export function noteExpectation(request: IncomingMessage): void {
  exchangeOf(request).waitsForContinue = true;
}

/** Asks for the body, where the client waits for that. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if (exchangeOf(request).waitsForContinue) response.writeContinue();
}
