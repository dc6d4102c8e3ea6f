import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { documentedServers } from './documented-servers';
import { DOCUMENT, PAGE, type SwaggerOptions } from './options';
import type * as SwaggerRoutes from './swagger-routes';

/**
 * Serves Swagger UI at `/docs` and the document at `/openapi.json`. Call it before the application is initialised.
 * `@nestjs/swagger` is loaded and the document created on the first request, so that they do not delay the start of the
 * server.
 * @throws Error when no FhirModule has that path
 */
export function serveSwagger(app: INestApplication, options: SwaggerOptions = {}): void {
  documentedServers(app, options.path);
  const { page, document } = { page: PAGE, document: DOCUMENT, ...options };
  const [folder, file] = [pathOf(page), pathOf(document)];
  let routes: RequestHandler | undefined;
  // Not mounted at the paths, because Express would then hide them from the routes.
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const { path } = request;
    if (path !== file && path !== folder && !path.startsWith(`${folder}/`)) return next();
    routes ??= late().swaggerRoutes(app, options);
    void routes(request, response, next);
  });
}

function late(): typeof SwaggerRoutes {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('./swagger-routes') as typeof SwaggerRoutes;
}

function pathOf(setting: string): string {
  return `/${setting.replace(/^\/+|\/+$/g, '')}`;
}
