import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from './openapi-types';
import type * as OpenApi from './open-api';
import type { OpenApiOptions } from './options';

/**
 * Creates the OpenAPI 3.1 document of a running application from its actual routes and their definitions.
 * Title and version are those of the first FhirModule. Takes some tens of milliseconds, and some hundreds the first time,
 * when it loads `@nestjs/swagger`.
 * @throws Error when no FhirModule has that path
 */
export function buildOpenApi(app: INestApplication, options: OpenApiOptions = {}): OpenAPIObject {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return (require('./open-api') as typeof OpenApi).openApiOf(app, options);
}
