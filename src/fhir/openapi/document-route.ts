import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { capabilityStatement } from '../capability/capability-statement';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { Route } from '../rest/routes';
import { isSearchParameter, searchParametersOf } from '../rest/search/search-parameters';
import { answerExamples, bodyExamples, xmlAnswerExamples, xmlBodyExamples, type Answer } from './examples';
import { failureRefs } from './failures';
import { headerRefs } from './headers';
import { formContent } from './form-content';
import { CONDITIONAL_PATCH, INTERACTIONS, SEARCH_BY_POST, type InteractionDoc } from './interactions';
import { JSON_PATCH } from './json-patch-content';
import { fhirContent, pageContent, xmlText } from './media';
import { type Content, type Operation, type Parameter, ref, type Response, type Schema } from './openapi-types';
import { PARAMETERS, pathParameters, type ParameterName } from './parameters';

/** Tells OpenAPI all about the handler of a route. @see INTERACTIONS for the words */
export function documentRoute(route: Route, definition: ResourceDefinition): MethodDecorator {
  const { type } = definition;
  const { verb, summary, description, parameters, request, successes, failures } = docOf(route);
  const operation = ApiOperation({
    operationId: `${verb}${type}`,
    tags: [type],
    summary: summary(type),
    description,
    ...(request && { requestBody: requestBody(definition, request) }),
    responses: { ...responses(type, successes), ...failureRefs(failures) },
  });
  const shown = parameters.filter((name) => isFor(type, name)).map(shared);
  return applyDecorators(operation, ...pathParameters(route.path, definition).map(decorator), ...shown);
}

function docOf({ interaction, path, conditional }: Route): InteractionDoc {
  if (path === '_search') return SEARCH_BY_POST;
  return conditional ? CONDITIONAL_PATCH : INTERACTIONS[interaction];
}

/** A search parameter is one of the types it suits. */
function isFor(type: string, parameter: ParameterName): boolean {
  return !isSearchParameter(parameter) || searchParametersOf(type).some(({ name }) => name === parameter);
}

/** The same for `GET [base]/metadata`. */
export function documentCapabilities(): MethodDecorator {
  const operation = ApiOperation({
    operationId: 'capabilities',
    tags: ['CapabilityStatement'],
    summary: 'Read what this server can do',
    description: 'The CapabilityStatement: resource types, interactions and formats, as the server runs now.',
    responses: {
      200: {
        description: 'The CapabilityStatement.',
        headers: headerRefs([]),
        content: {
          ...fhirContent(
            {
              schema: ref('schemas', 'CapabilityStatement'),
              examples: { 'One resource type': { value: statement } },
            },
            { 'One resource type': { value: xmlText(statement) } },
          ),
          ...pageContent,
        },
      },
      ...failureRefs(['BadAddress', 'NotAcceptable', 'ServerFault']),
    },
  });
  return applyDecorators(
    operation,
    shared('_format'),
    shared('_pretty'),
    shared('Accept-Language'),
    shared('X-Request-Id'),
  );
}

const statement = capabilityStatement(
  [{ type: 'Organization', interactions: ['read', 'patch'] }],
  {
    baseUrl: 'http://localhost:3000/fhir',
    software: { name: 'FHIR facade', version: '1.0.0' },
    updateCreate: false,
    ifMatch: 'optional',
    handling: 'lenient',
    validationLevel: 'base',
  },
  new Date('2026-01-31T08:00:00Z'),
);

function shared(name: ParameterName): MethodDecorator {
  return decorator(PARAMETERS[name]);
}

/** Nest takes parameters by their place, and thinks every path and query parameter mandatory unless it is told. */
function decorator({ required = false, ...parameter }: Parameter): MethodDecorator {
  const where = { path: ApiParam, query: ApiQuery, header: ApiHeader, cookie: ApiHeader }[parameter.in];
  return where({ required, ...parameter });
}

function requestBody(
  definition: ResourceDefinition,
  request: NonNullable<InteractionDoc['request']>,
): Operation['requestBody'] {
  if (request === 'search') return { required: false, content: formContent(definition) };
  const media = {
    schema: ref('schemas', request === 'patch' ? 'Parameters' : definition.type),
    examples: bodyExamples(definition, request),
  };
  const formats = fhirContent(media, xmlBodyExamples(definition.type, request));
  return { required: true, content: request === 'patch' ? { ...formats, ...JSON_PATCH } : formats };
}

function responses(type: string, successes: InteractionDoc['successes']): Record<string, Response> {
  return Object.fromEntries(
    Object.entries(successes).map(([status, { description, headers, body }]) => [
      status,
      {
        description,
        headers: headerRefs(headers),
        ...(body && { content: { ...content(type, body), ...pageContent } }),
      },
    ]),
  );
}

function content(type: string, answers: readonly Answer[]): Content {
  const schemas = answers.map((answer) =>
    ref('schemas', { resource: type, outcome: 'OperationOutcome', history: 'Bundle', searchset: 'Bundle' }[answer]),
  );
  const schema: Schema | { $ref: string } = schemas.length === 1 ? schemas[0]! : { oneOf: schemas };
  return fhirContent({ schema, examples: answerExamples(type, answers) }, xmlAnswerExamples(type, answers));
}
