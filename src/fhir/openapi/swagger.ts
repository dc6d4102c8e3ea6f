import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { isResourceType } from '../model/definitions';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { segmentsBelow } from '../rest/address';
import { allowedMethods } from '../rest/routes';
import { RESOURCE_DEFINITIONS } from '../options/tokens';
import { documentHandlers } from './document-handlers';
import { exampleComponents } from './examples';
import { DEFINITION_TYPES, DefinitionLibrary } from '../profile/definition-library';
import { failureResponses } from './failures';
import { fhirSchemas } from './fhir-schemas';
import { followExample } from './follow-example';
import { headers } from './headers';
import { OperationRegistry } from '../service/operations/operation-registry';
import type { OpenAPIObject, PathItem } from './openapi-types';
import { operationPaths } from './operation-paths';
import { tellCriteria } from './search-criteria';
import { nameWhatIsServed } from './served-examples';

export interface OpenApiInfo {
  /** Address of the FHIR server as clients see it, its path included: `https://example.org/fhir`. */
  readonly baseUrl: string;
}

/**
 * The OpenAPI 3.1 document of a running server, made from the routes it really has and the definitions behind them.
 * Costs some tens of milliseconds.
 */
export function buildOpenApi(app: INestApplication, { baseUrl }: OpenApiInfo): OpenAPIObject {
  const definitions = [...app.get<ReadonlyMap<string, ResourceDefinition>>(RESOURCE_DEFINITIONS).values()];
  const { software } = app.get<FhirOptions>(FHIR_OPTIONS);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(software.name)
    .setVersion(software.version)
    .setDescription(DESCRIPTION)
    .addServer(rootOf(baseUrl));
  for (const { type, documentation } of definitions) {
    config.addTag(type, documentation, {
      description: `${type} in FHIR R4`,
      url: `https://hl7.org/fhir/R4/${type.toLowerCase()}.html`,
    });
  }
  config.addTag('Operations', 'Questions about more than one resource type.');
  config.addTag('Definitions', 'Profiles, value sets and code systems, as this server uses them.');
  config.addTag('CapabilityStatement', 'What the server can do.');
  documentHandlers(app);
  const document = SwaggerModule.createDocument(app, config.build());
  const { pathname } = new URL(baseUrl);
  const paths = { ...document.paths, ...operationPaths(app.get(OperationRegistry).all, pathname) };
  return {
    ...document,
    // Whoever reaches the server may do all of this: access is for what stands before it.
    security: [],
    paths: nameWhatIsServed(
      tellCriteria(sorted(paths, definitions, pathname), definitions, pathname),
      app.get(DefinitionLibrary),
      pathname,
    ),
    components: {
      ...document.components,
      schemas: {
        ...document.components?.schemas,
        ...fhirSchemas([...definitions.map(({ type }) => type), ...DEFINITION_TYPES]),
      },
      headers: { ...headers },
      responses: { ...failureResponses },
      examples: Object.assign({}, ...definitions.map(exampleComponents)) as Record<string, object>,
    },
  };
}

/**
 * Serves Swagger UI at `/docs` and the document at `/openapi.json`; to be called before the application is initialised.
 * The document is made at the first request for it, so that the start of the server does not wait for it.
 */
export function serveSwagger(app: INestApplication, info: OpenApiInfo): void {
  const { software } = app.get<FhirOptions>(FHIR_OPTIONS);
  let built: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (built ??= buildOpenApi(app, info));
  SwaggerModule.setup('docs', app, document, { ui: false, raw: ['json'], jsonDocumentUrl: 'openapi.json' });
  SwaggerModule.setup('docs', app, () => forReading(document()), { ...UI, customSiteTitle: software.name });
}

/** The document as Swagger UI gets it. */
function forReading(document: OpenAPIObject): OpenAPIObject {
  // First the server the page came from: the address others use need not work from where the reader sits.
  const here = { url: '/', description: 'The server of this page' };
  const schemas = fhirSchemas(Object.keys(document.components?.schemas ?? {}).filter(isResourceType), {
    outline: true,
  });
  return {
    ...document,
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

const DESCRIPTION = [
  [
    'FHIR R4 (4.0.1) over HTTP, in JSON or XML, by `Accept` and `Content-Type`; other names of these formats, such as `application/json`, are understood too. A browser gets a page.',
    'Errors come in the format that was asked for. This document: [openapi.json](/openapi.json).',
  ].join(' '),
  '**Writing safely.** Read a resource, keep its `ETag`, and send it as `If-Match` with your change: should somebody have changed the resource in between, the answer is 412 and nothing is stored.',
  '**Errors** are OperationOutcomes: each issue says what is wrong (`details.text`), what would be right (`diagnostics`), and where (`expression`, and line and column of the body).',
  '**Trying it out.** The examples are requests as they stand. Those printed in an implementation guide may need `Prefer: handling=lenient`, which is how this server reads requests that state no preference, unless it is set up otherwise.',
].join('\n\n');

/** What the paths of the document, which are those of the application, are added to. */
function rootOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const satisfies (keyof PathItem)[];

/**
 * Paths in the order of the resource types, short ones first; whatever else the application serves comes last. What a
 * store cannot do is left out.
 * @param base path of the FHIR server, `/fhir`
 */
function sorted(
  paths: OpenAPIObject['paths'],
  definitions: readonly ResourceDefinition[],
  base: string,
): OpenAPIObject['paths'] {
  const types = definitions.map(({ type }) => type as string);
  const rank = (path: string): number => {
    const index = types.indexOf(segmentsBelow(base, path)?.[0] ?? '');
    return index === -1 ? types.length : index;
  };
  const inOrder = Object.entries(paths).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    inOrder.flatMap(([path, item]) => {
      const served = byMethod(servedOf(segmentsBelow(base, path) ?? [], item, definitions));
      return METHODS.some((method) => served[method]) ? [[path, served] as const] : [];
    }),
  );
}

/** @param segments `['Organization', '{id}']` */
function servedOf(
  [type, ...below]: readonly string[],
  item: PathItem,
  definitions: readonly ResourceDefinition[],
): PathItem {
  const definition = definitions.find((each) => each.type === type);
  const allowed = definition && allowedMethods(definition, below);
  if (!allowed) return item;
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !isMethod(name) || allowed.includes(name.toUpperCase())),
  );
}

function isMethod(name: string): boolean {
  return (METHODS as readonly string[]).includes(name);
}

function byMethod(item: PathItem): PathItem {
  const first = METHODS.flatMap((method) => (item[method] ? [[method, item[method]] as const] : []));
  return { ...Object.fromEntries(first), ...item };
}
