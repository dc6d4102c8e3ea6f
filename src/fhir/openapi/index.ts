export { buildOpenApi, serveSwagger, type OpenApiInfo } from './swagger';
