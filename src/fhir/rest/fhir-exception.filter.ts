import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusals } from './refusals';

/**
 * Whatever a route of FHIR throws leaves as an OperationOutcome: handlers, guards and pipes, those of a host too. Bound to
 * controllers of FHIR; a server that has nothing else may bind it to everything, `app.useGlobalFilters(app.get(FhirExceptionFilter))`.
 */
@Catch()
export class FhirExceptionFilter implements ExceptionFilter {
  constructor(private readonly refusals: Refusals) {}

  catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    return this.refusals.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }
}
