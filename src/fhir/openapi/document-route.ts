import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { capabilityStatement } from '../capability/capability-statement';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { Route } from '../rest/routes';
import { typeDefinition } from '../model/definitions';
import { answerExamples, bodyExamples, xmlAnswerExamples, xmlBodyExamples, type Answer } from './examples';
import { failureRefs } from './failures';
import { headerRefs } from './headers';
import { CONDITIONAL, INTERACTIONS, SEARCH_BY_POST, type InteractionDoc } from './interactions';
import { JSON_PATCH } from './json-patch-content';
import { fhirContent, pageContent, xmlText } from './media';
import {
  type Content,
  type Operation,
  type Parameter,
  ref,
  type Ref,
  type Response,
  type Schema,
} from './openapi-types';
import { parameter } from './parameter-decorator';
import { EVERYWHERE, type ExampleValues, PARAMETERS, pathParameters, tried } from './parameters';
import { criterionOf, targetsOf } from './patch-examples';

/**
 * Documents the handler of a route.
 * @see INTERACTIONS for the texts
 */
export function documentRoute(route: Route, definition: ResourceDefinition): MethodDecorator {
  const { type } = definition;
  const { verb, summary, description, parameters, request, successes, failures } = docOf(route);
  const operation = ApiOperation({
    operationId: `${verb}${type}`,
    tags: [type],
    summary: summary(type),
    description,
    ...(request && { requestBody: requestBody(definition, request, route) }),
    responses: { ...responses(type, successes), ...failureRefs(failures) },
  });
  const criteria = route.conditional ? criteriaOf(route, definition) : [];
  const shown = parameters.map((name) => PARAMETERS[name]);
  const inPath = pathParameters(route.path, type, idsOf(route, definition));
  return applyDecorators(operation, ...[...inPath, ...criteria, ...shown].map(parameter));
}

/** The id to try a URL with; for a patch, each example has its own. */
function idsOf({ interaction }: Route, definition: ResourceDefinition): ExampleValues | undefined {
  if (interaction === 'patch') return targetsOf(definition, 'id');
  const { id, delete: unreferenced = id } = definition.examples ?? {};
  return interaction === 'delete' ? unreferenced : id;
}

/** The criteria of a conditional interaction: the one that the examples use, and the other one. */
function criteriaOf(route: Route, definition: ResourceDefinition): Parameter[] {
  const used = route.interaction === 'patch' ? criterionOf(definition) : '_id';
  const values = route.interaction === 'patch' ? targetsOf(definition, used) : idsOf(route, definition);
  return (['identifier', '_id'] as const)
    .filter((name) => name === '_id' || isIdentified(definition.type))
    .map((name) => tried(name === used ? values : undefined, PARAMETERS[name]));
}

function isIdentified(type: string): boolean {
  return typeDefinition(type)?.properties.get('identifier')?.type === 'Identifier';
}

function docOf({ interaction, path, conditional }: Route): InteractionDoc {
  if (path === '_search') return SEARCH_BY_POST;
  return (conditional && CONDITIONAL[interaction]) || INTERACTIONS[interaction];
}

/** Documents `GET [base]/metadata`. */
export function documentCapabilities(): MethodDecorator {
  const operation = ApiOperation({
    operationId: 'capabilities',
    tags: ['CapabilityStatement'],
    summary: 'Read what this server can do',
    description: 'The CapabilityStatement: resource types, interactions and formats, as currently configured.',
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
  return applyDecorators(operation, ...EVERYWHERE.map((name) => parameter(PARAMETERS[name])));
}

const statement = capabilityStatement(
  [{ type: 'Organization', interactions: ['read', 'patch'], updateCreate: false, byCriteria: true }],
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

function requestBody(
  definition: ResourceDefinition,
  request: NonNullable<InteractionDoc['request']>,
  route: Route,
): Operation['requestBody'] {
  // Filled in later by `tellCriteria`.
  if (request === 'search') return { required: false, content: {} };
  const media = {
    schema: ref('schemas', request === 'patch' ? 'Parameters' : definition.type),
    examples:
      route.conditional && request === 'patch' ? conditionalExamples(definition) : bodyExamples(definition, request),
  };
  const formats = fhirContent(media, xmlBodyExamples(definition.type, request));
  return { required: true, content: request === 'patch' ? { ...formats, ...JSON_PATCH } : formats };
}

/** The patches whose resource can be identified by the criterion. */
function conditionalExamples(definition: ResourceDefinition): Record<string, Ref> {
  const named = targetsOf(definition, criterionOf(definition));
  return Object.fromEntries(Object.entries(bodyExamples(definition, 'patch')).filter(([label]) => label in named));
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
