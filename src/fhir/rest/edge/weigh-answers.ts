import type { RequestHandler } from 'express';
import { type InFlight, noRoom } from './in-flight';

/**
 * Middleware for what is written past the FHIR layer, and is large: each answer counts as so many bytes until it is
 * read, and is refused when there is no room for it.
 */
export function weighAnswers(inFlight: InFlight, bytes: number): RequestHandler {
  return (request, response, next) => next(inFlight.of(request, response).answer(bytes) ? undefined : noRoom());
}
