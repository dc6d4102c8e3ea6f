import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusals } from './refusals';

/**
 * Turns everything thrown in FHIR routes into an OperationOutcome: by handlers, guards and pipes, including those of a
 * host. It is bound to FHIR controllers. A server without other routes may bind it globally:
 * `app.useGlobalFilters(app.get(FhirExceptionFilter))`.
 */
@Catch()
export class FhirExceptionFilter implements ExceptionFilter {
  constructor(private readonly refusals: Refusals) {}

  catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    return this.refusals.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }
}
