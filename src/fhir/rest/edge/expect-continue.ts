import type { IncomingMessage, ServerResponse } from 'node:http';

const WAITS = Symbol('waits for 100 Continue');
type Waiting = IncomingMessage & { [WAITS]?: true };

/** Notes that the client sends its body only when it is told to. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1 */
export function noteExpectation(request: IncomingMessage): void {
  (request as Waiting)[WAITS] = true;
}

/** Asks for the body, where the client waits for that. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if ((request as Waiting)[WAITS]) response.writeContinue();
}
