import type { NextFunction, Request, Response } from 'express';
import { FhirError } from '../errors/fhir-error';
import { excerptOf, say } from '../messages';
import { plainPath } from './address';
import { encodingFault, isDecodable } from '../search';

/**
 * Express middleware that accepts only one spelling per URL. A gateway that filters requests by URL therefore need not
 * know that `%4F` is an O: a URL written that way does not exist.
 */
export function requireOneSpelling(request: Request, _response: Response, next: NextFunction): void {
  next(spellingFault(request));
}

/** The fault in the spelling of a URL; undefined when there is none. */
export function spellingFault(request: Request): FhirError | undefined {
  if (!request.url.includes('%')) return undefined;
  const { path } = request;
  if (!isDecodable(path)) {
    const text = say`${excerptOf(path)} cannot be read: a % is not followed by the code of a character`;
    return new FhirError('invalid-request', text, [{ text, hint: say`Write %25 for a % itself.` }]);
  }
  const plain = plainPath(path);
  if (plain === undefined) return encodingFault(/\?(.*)$/s.exec(request.url)?.[1] ?? '');
  const text = say`There is nothing at ${excerptOf(path)}: it encodes characters that need no encoding`;
  return new FhirError('not-found', text, [{ text, hint: say`Write it as ${excerptOf(plain)} instead.` }]);
}
