import type { RequestHandler } from 'express';
import { type InFlight, noRoom } from './in-flight';

/**
 * Middleware for large answers that bypass the FHIR layer. Each counts as `bytes` until it has been read, and is
 * refused when there is no room for it.
 */
export function weighAnswers(inFlight: InFlight, bytes: number): RequestHandler {
  return (request, response, next) => next(inFlight.of(request, response).answer(bytes) ? undefined : noRoom());
}
