import { applyDecorators, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { FhirExceptionFilter } from './fhir-exception.filter';
import { FhirGuard } from './fhir.guard';
import { ReplyInterceptor } from './reply.interceptor';

/** Marks a controller as FHIR: its routes share context, hooks, formats and OperationOutcomes. */
export function FhirRoutes(): ClassDecorator {
  return applyDecorators(UseGuards(FhirGuard), UseInterceptors(ReplyInterceptor), UseFilters(FhirExceptionFilter));
}
