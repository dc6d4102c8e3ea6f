import type { Request } from 'express';
import { type Format, JSON_FORMAT } from './formats';
import { negotiate } from './negotiate';

const negotiated = new WeakMap<Request, Format>();

/**
 * The format a request is answered in; decided once.
 * @throws FhirError `not-acceptable` (406)
 */
export function formatOf(request: Request): Format {
  const known = negotiated.get(request);
  if (known) return known;
  const found = negotiate(request.query['_format'], request.headers.accept);
  negotiated.set(request, found);
  return found;
}

/** The same for an error, which is told in JSON where nothing else was agreed on. */
export function formatOfError(request: Request): Format {
  try {
    return formatOf(request);
  } catch {
    return JSON_FORMAT;
  }
}
