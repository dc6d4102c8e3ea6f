import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { isBelow, segmentsBelow } from '../rest/address';
import { allowedMethods } from '../rest/routes';
import { DEFINITION_TYPES } from '../profile/definition-library';
import { documentHandlers } from './document-handlers';
import { type DocumentedServer, documentedServers } from './documented-servers';
import { exampleComponents } from './examples';
import { failureResponses } from './failures';
import { fhirSchemas } from './fhir-schemas';
import { headers } from './headers';
import type { OpenAPIObject, Parameter, PathItem } from './openapi-types';
import type { OpenApiOptions } from './options';
import { eachOperation, METHODS } from './each-operation';
import type { SecurityDescription } from '../options/authenticator';
import { operationPaths } from './operation-paths';
import { tellCriteria } from './search-criteria';
import { pathsWithPages } from './page-languages';
import { headerParameters, pathsWithHeaders } from './policy-headers';
import { securedPaths, securityComponents } from './security';
import { nameWhatIsServed } from './served-examples';

/** @throws Error when no FhirModule has that path */
export function openApiOf(app: INestApplication, { path }: OpenApiOptions): OpenAPIObject {
  const servers = documentedServers(app, path);
  const definitions = distinct(servers.flatMap((server) => server.definitions));
  documentHandlers(app);
  const document = SwaggerModule.createDocument(app, headOf(servers, definitions));
  const description = servers.map(descriptionOf).find((each) => each !== undefined);
  const secured = description && securityComponents(description);
  const parameters = Object.assign(
    { ...document.components?.parameters },
    ...servers.map(({ access }) => headerParameters(access.headerHints)),
  ) as Record<string, Parameter>;
  const beside = Object.entries(document.paths).filter(([at]) => !servers.some(({ base }) => isBelow(base, at)));
  return {
    ...document,
    // Each operation declares its own requirements; all others are open to anybody.
    security: [],
    paths: Object.assign(
      {},
      ...servers.map((server) => pathsOf(server, document.paths, servers.length > 1)),
      path === undefined ? Object.fromEntries(beside) : {},
    ) as OpenAPIObject['paths'],
    components: {
      ...document.components,
      schemas: {
        ...document.components?.schemas,
        ...fhirSchemas([...definitions.map(({ type }) => type), ...DEFINITION_TYPES]),
      },
      headers: { ...headers },
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...secured,
      responses: { ...failureResponses, ...secured?.responses },
      examples: Object.assign({}, ...definitions.map(exampleComponents)) as Record<string, object>,
    },
  };
}

function headOf(servers: readonly DocumentedServer[], definitions: readonly ResourceDefinition[]) {
  const [first] = servers;
  const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').setDescription(DESCRIPTION);
  if (first) config.setTitle(first.options.software.name).setVersion(first.options.software.version);
  // The paths in the document include the application's prefix, so servers are origins only.
  for (const origin of new Set(servers.map(({ options }) => new URL(options.baseUrl).origin))) config.addServer(origin);
  for (const { type, documentation } of definitions) {
    config.addTag(type, documentation, {
      description: `${type} in FHIR R4`,
      url: `https://hl7.org/fhir/R4/${type.toLowerCase()}.html`,
    });
  }
  config.addTag('All types', 'Interactions across all resource types.');
  config.addTag('Bundle', 'Many interactions in one request.');
  config.addTag('Operations', 'Operations that are not specific to one resource type.');
  config.addTag('Definitions', 'Profiles, value sets and code systems, as this server uses them.');
  config.addTag('CapabilityStatement', 'What the server can do.');
  return config.build();
}

/** The same type may be served at two paths. */
function distinct(definitions: readonly ResourceDefinition[]): readonly ResourceDefinition[] {
  return [...new Map(definitions.map((each) => [each.type, each])).values()];
}

const DESCRIPTION = [
  [
    'FHIR R4 (4.0.1) over HTTP, in JSON or XML, by `Accept` and `Content-Type`; other names of these formats, such as `application/json`, are understood too. Browsers get an HTML page.',
    'Errors are returned in the requested format.',
  ].join(' '),
  '**Writing safely.** Read a resource, keep its `ETag`, and send it as `If-Match` with your change: if the resource has changed in between, the response is 412 and nothing is stored.',
  '**Errors** are OperationOutcomes: each issue says what is wrong (`details.text`), how to correct it (`diagnostics`), and where (`expression`, and line and column of the body).',
  '**Trying it out.** The examples can be sent as they are. Those printed in an implementation guide may need `Prefer: handling=lenient`, which is the default of this server unless it is configured otherwise.',
].join('\n\n');

/** @param several whether operation ids must include the server's name */
function pathsOf(server: DocumentedServer, all: OpenAPIObject['paths'], several: boolean): OpenAPIObject['paths'] {
  const { base, definitions, operations, library, name } = server;
  const routes = Object.entries(all).filter(([path]) => isBelow(base, path));
  const paths = sorted({ ...Object.fromEntries(routes), ...operationPaths(operations.all, base) }, definitions, base);
  const told = nameWhatIsServed(tellCriteria(paths, definitions, base), library, base);
  const description = descriptionOf(server);
  const named = pathsWithHeaders(pathsWithPages(told), base, server.access.headerHints);
  const secured = description ? securedPaths(named, base, description) : named;
  return several ? namedAfter(name, secured) : secured;
}

function descriptionOf({ options }: DocumentedServer): SecurityDescription | undefined {
  return options.authenticator?.describe?.();
}

/** Several servers may have the same types, but operation ids must be unique in the document. */
function namedAfter(server: string, paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const suffix = server.replace(/\W+/g, '_');
  const named = (item: PathItem): PathItem =>
    eachOperation(item, (operation) => ({ ...operation, operationId: `${operation.operationId}_${suffix}` }));
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, named(item)]));
}

/**
 * Sorts paths by resource type, the shorter ones first; other routes of the application come last. Methods that a store
 * does not support are left out.
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

/** @param segments path segments: `['Organization', '{id}']` */
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
