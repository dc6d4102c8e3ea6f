import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import { isResourceType } from '../model/definitions';
import { documentedServers } from './documented-servers';
import { fhirSchemas } from './fhir-schemas';
import { followExample } from './follow-example';
import { buildOpenApi, type OpenApiOptions } from './open-api';
import type { OpenAPIObject } from './openapi-types';

export interface SwaggerOptions extends OpenApiOptions {
  /** Path of Swagger UI. Default: `docs`. */
  readonly page?: string;
  /** Path of the document. Default: `openapi.json`. */
  readonly document?: string;
  /** Prefills the form of Swagger UI's Authorize button: a public demo client. */
  readonly client?: { readonly clientId: string; readonly clientSecret: string; readonly scopes: string[] };
}

/**
 * Serves Swagger UI at `/docs` and the document at `/openapi.json`. Call it before the application is initialised.
 * The document is created on the first request, so that it does not delay the start of the server.
 * @throws Error when no FhirModule has that path
 */
export function serveSwagger(
  app: INestApplication,
  { page = 'docs', document: at = 'openapi.json', client, ...options }: SwaggerOptions = {},
): void {
  const [server] = documentedServers(app, options.path);
  let built: { readonly of: unknown; readonly document: OpenAPIObject } | undefined;
  const document = (): OpenAPIObject => {
    // The description may change while the server runs.
    const of = server?.options.authenticator?.describe?.();
    if (!built || built.of !== of) built = { of, document: buildOpenApi(app, options) };
    return built.document;
  };
  SwaggerModule.setup(page, app, document, { ui: false, raw: ['json'], jsonDocumentUrl: at });
  SwaggerModule.setup(page, app, () => forReading(document(), at), {
    ...UI,
    ...(server && { customSiteTitle: server.options.software.name }),
    swaggerOptions: { ...UI.swaggerOptions, ...(client && { initOAuth: client }) },
  });
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
