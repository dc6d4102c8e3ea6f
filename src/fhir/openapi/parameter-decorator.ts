import { ApiHeader, ApiParam, ApiQuery } from '@nestjs/swagger';
import type { Parameter } from './openapi-types';

/** Nest takes parameters by their place, and thinks every path and query parameter mandatory unless it is told. */
export function parameter({ required = false, ...rest }: Parameter): MethodDecorator {
  const where = { path: ApiParam, query: ApiQuery, header: ApiHeader, cookie: ApiHeader }[rest.in];
  return where({ required, ...rest });
}
