import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from './authenticator';

/**
 * Limits how often a client may send requests, and how many at a time. Called for every request; its methods are not
 * awaited.
 */
export interface Throttle {
  /**
   * Called once per FHIR request, except for what is public, as soon as the client is known and before the body is
   * read. May set headers of the answer.
   * @throws FhirError `throttled` (429) with `Retry-After`
   */
  count(principal: Principal | undefined, request: IncomingMessage, response: ServerResponse): void;
  /**
   * Called once the interaction is known (such as `search-type`), before anything is executed.
   * @throws FhirError `throttled` (429) with `Retry-After`
   */
  begin(interaction: string, principal: Principal | undefined, response: ServerResponse): void;
}
