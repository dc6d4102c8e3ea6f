export { buildOpenApi } from './build-open-api';
export type { OpenApiOptions, SwaggerOptions } from './options';
export { serveSwagger } from './serve-swagger';
