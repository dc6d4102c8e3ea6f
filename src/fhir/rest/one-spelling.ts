import type { NextFunction, Request, Response } from 'express';
import { FhirError } from '../errors/fhir-error';
import { excerptOf, say } from '../messages';
import { plainPath } from './address';

/**
 * Express middleware: an address has one spelling. Whoever lets requests through by their address, such as a gateway,
 * need not know that `%4F` is an O: with it, there is nothing at the address.
 */
export function requireOneSpelling(request: Request, _response: Response, next: NextFunction): void {
  if (!request.url.includes('%')) return next();
  const plain = plainPath(request.path);
  if (plain === undefined) return next();
  const text = say`There is nothing at ${excerptOf(request.path)}: characters are written as codes that need none`;
  next(new FhirError('not-found', text, [{ text, hint: say`Write ${excerptOf(plain)}.` }]));
}
