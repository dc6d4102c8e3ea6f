import { ApiHeader, ApiParam, ApiQuery } from '@nestjs/swagger';
import type { Parameter } from './openapi-types';

/**
 * Nest has one decorator per location, and treats every path and query parameter as mandatory unless told otherwise.
 */
export function parameter({ required = false, ...rest }: Parameter): MethodDecorator {
  const where = { path: ApiParam, query: ApiQuery, header: ApiHeader, cookie: ApiHeader }[rest.in];
  return where({ required, ...rest });
}
