import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import { isResourceType } from '../model/definitions';
import { documentedServers } from './documented-servers';
import { fhirSchemas } from './fhir-schemas';
import { followExample } from './follow-example';
import { buildOpenApi, type OpenApiOptions } from './open-api';
import type { OpenAPIObject } from './openapi-types';

export interface SwaggerOptions extends OpenApiOptions {
  /** Where Swagger UI is; default: `docs`. */
  readonly page?: string;
  /** Where the document is; default: `openapi.json`. */
  readonly document?: string;
  /** What Swagger UI puts into the form of its Authorize button: a client that everybody may be. */
  readonly client?: { readonly clientId: string; readonly clientSecret: string; readonly scopes: string[] };
}

/**
 * Serves Swagger UI at `/docs` and the document at `/openapi.json`; to be called before the application is initialised.
 * The document is made at the first request for it, so that the start of the server does not wait for it.
 * @throws Error there is no FhirModule at that path
 */
export function serveSwagger(
  app: INestApplication,
  { page = 'docs', document: at = 'openapi.json', client, ...options }: SwaggerOptions = {},
): void {
  const [server] = documentedServers(app, options.path);
  let built: { readonly of: unknown; readonly document: OpenAPIObject } | undefined;
  const document = (): OpenAPIObject => {
    // It may become known while the server runs.
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

/** The document as Swagger UI gets it. */
function forReading(document: OpenAPIObject, at: string): OpenAPIObject {
  // First the server the page came from: the address others use need not work from where the reader sits.
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
    // A model is shown where an operation uses it; the list of all of them is long and slow.
    defaultModelsExpandDepth: -1,
    defaultModelExpandDepth: 2,
    // Without this, the page asks a validator on the internet about the document.
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
