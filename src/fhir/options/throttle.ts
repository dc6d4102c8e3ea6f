import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from './authenticator';

/** Says whether whoever asks may ask so often, and so much at once. It is on the path of every request: nothing is awaited. */
export interface Throttle {
  /**
   * Once for each request of FHIR but those for everybody, as soon as it is known who asks and before its body is taken. It may
   * set headers of the answer.
   * @throws FhirError `throttled` (429) with `Retry-After`
   */
  count(principal: Principal | undefined, request: IncomingMessage, response: ServerResponse): void;
  /**
   * Once the interaction of a request is known, a word of FHIR such as `search-type`, and before anything is done.
   * @throws FhirError `throttled` (429) with `Retry-After`
   */
  begin(interaction: string, principal: Principal | undefined, response: ServerResponse): void;
}
