import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import { type RequestHandler, Router } from 'express';
import { isResourceType } from '../model/definitions';
import { documentedServers } from './documented-servers';
import { fhirSchemas } from './fhir-schemas';
import { followExample } from './follow-example';
import { openApiOf } from './open-api';
import type { OpenAPIObject } from './openapi-types';
import { DOCUMENT, PAGE, type SwaggerOptions } from './options';

/**
 * The routes of Swagger UI and of the document, which is created on the first request.
 * @param app the application that is documented
 */
export function swaggerRoutes(
  app: INestApplication,
  { page = PAGE, document: at = DOCUMENT, client, ...options }: SwaggerOptions,
): RequestHandler {
  const [server] = documentedServers(app, options.path);
  let built: { readonly of: unknown; readonly document: OpenAPIObject } | undefined;
  const document = (): OpenAPIObject => {
    // The description may change while the server runs.
    const of = server?.options.authenticator?.describe?.();
    if (!built || built.of !== of) built = { of, document: openApiOf(app, options) };
    return built.document;
  };
  const router = Router({ caseSensitive: true });
  const adapter = new ExpressAdapter(router);
  // All that the set-up uses of an application; its own adapter would put these routes before those of FHIR.
  const beside = {
    getHttpAdapter: () => adapter,
    useStaticAssets: (folder: string, about: object) => void adapter.useStaticAssets(folder, about),
  } as unknown as INestApplication;
  SwaggerModule.setup(page, beside, document, { ui: false, raw: ['json'], jsonDocumentUrl: at });
  SwaggerModule.setup(page, beside, () => forReading(document(), at), {
    ...UI,
    ...(server && { customSiteTitle: server.options.software.name }),
    swaggerOptions: { ...UI.swaggerOptions, ...(client && { initOAuth: client }) },
  });
  return router;
}

/** The document as served to Swagger UI. */
function forReading(document: OpenAPIObject, at: string): OpenAPIObject {
  // The page's own origin comes first, because the configured URL may not be reachable for the reader.
  const here = { url: '/', description: 'The server of this page' };
  const schemas = fhirSchemas(Object.keys(document.components?.schemas ?? {}).filter(isResourceType), {
    outline: true,
  });
  const { description = '', ...info } = document.info;
  return {
    ...document,
    info: { ...info, description: `${description}\n\nThis document: [${at}](/${at}).` },
    servers: [here, ...(document.servers ?? [])],
    components: { ...document.components, schemas: { ...document.components?.schemas, ...schemas } },
  };
}

const UI: SwaggerCustomOptions = {
  raw: false,
  swaggerOptions: {
    tryItOutEnabled: true,
    deepLinking: true,
    filter: true,
    docExpansion: 'list',
    displayRequestDuration: true,
    // Models are shown where operations use them; a list of all of them would be long and slow.
    defaultModelsExpandDepth: -1,
    defaultModelExpandDepth: 2,
    // Otherwise the page sends the document to an online validator.
    validatorUrl: null,
    plugins: [followExample],
  },
  customCss: `
    .swagger-ui .topbar, .swagger-ui .response-col_links { display: none }
    .swagger-ui .info { margin: 32px 0 16px }
    .swagger-ui .parameter__name { white-space: nowrap }
    .swagger-ui .body-param textarea { min-height: 360px }
  `,
};
