import { applyDecorators, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { FhirExceptionFilter } from './fhir-exception.filter';
import { FhirGuard } from './fhir.guard';
import { ReplyInterceptor } from './reply.interceptor';

/** Marks a controller whose routes are FHIR's: a context, the hooks, the formats and OperationOutcomes are the same for all. */
export function FhirRoutes(): ClassDecorator {
  return applyDecorators(UseGuards(FhirGuard), UseInterceptors(ReplyInterceptor), UseFilters(FhirExceptionFilter));
}
