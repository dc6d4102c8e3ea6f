export { buildOpenApi, type OpenApiOptions } from './open-api';
export { serveSwagger, type SwaggerOptions } from './swagger';
