import { inEnglish } from '../operations/operation-definition';
import type { OperationAnswerFacts, OperationLevel, OperationMethod } from '../service/operations/fhir-operation';
import { methodsAt, type Operation as FhirOperation } from '../service/operations/operation';
import {
  type DeclaredParameter,
  isPrimitiveParameter,
  isResourceParameter,
  repeats,
} from '../service/operations/operation-parameter';
import { isResourceType, primitiveDefinition } from '../model/definitions';
import { valueKey } from '../patch/values/patch-value';
import { failureRefs, type FailureName } from './failures';
import { idSchema } from './fhir-schemas';
import { headerRefs } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import {
  type Content,
  type OpenAPIObject,
  type Operation,
  type Parameter,
  ref,
  type Response,
  type Schema,
} from './openapi-types';
import { EVERYWHERE, PARAMETERS, type ParameterName } from './parameters';

const ANY = ['NotAcceptable', 'ServerFault', 'Unavailable'] as const satisfies FailureName[];
const BODY = ['TooLarge', 'UnsupportedMediaType'] as const satisfies FailureName[];
const WRITE = ['EditConflict', 'VersionConflict', 'InvalidResource'] as const satisfies FailureName[];

/**
 * The OpenAPI paths of a server's operations.
 * @param base path of the FHIR server, `/fhir`
 */
export function operationPaths(operations: readonly FhirOperation[], base: string): OpenAPIObject['paths'] {
  const paths: OpenAPIObject['paths'] = {};
  for (const operation of operations) {
    for (const level of operation.levels) {
      const path = [base, ...ADDRESS[level](operation.type ?? '{type}'), operation.name].join('/');
      for (const method of methodsAt(operation, level))
        paths[path] = { ...paths[path], [method.toLowerCase()]: documented(operation, level, method) };
    }
  }
  return paths;
}

const ADDRESS: Readonly<Record<OperationLevel, (type: string) => readonly string[]>> = {
  system: () => [],
  type: (type) => [type],
  instance: (type) => [type, '{id}'],
  version: (type) => [type, '{id}', '_history', '{vid}'],
};

function documented(operation: FhirOperation, level: OperationLevel, method: OperationMethod): Operation {
  const { name, code, type, facts, affectsState, input } = operation;
  const words = facts.documentation === undefined ? name : inEnglish(facts.documentation);
  const always: ParameterName[] = affectsState ? ['Prefer', '_dryRun', ...EVERYWHERE] : [...EVERYWHERE];
  if (affectsState && level === 'instance') always.unshift('If-Match');
  const inUrl = input.filter(isPrimitiveParameter).map((each) => queryParameter(each, method));
  const failures: FailureName[] = [
    ...(method === 'POST' ? (['BadResource', ...BODY] as const) : (['BadAddress'] as const)),
    ...(level === 'instance' || level === 'version' || method === 'POST' || facts.needs === 'jobs'
      ? (['NotFound', 'Gone'] as const)
      : level === 'type' && type === undefined
        ? (['UnknownAddress'] as const)
        : []),
    ...(affectsState ? WRITE : []),
    ...ANY,
  ];
  return {
    operationId: `${camel(code)}${type ?? ''}${capital(level)}${BY[method]}`,
    tags: [type ?? 'Operations'],
    summary: `${facts.title ?? name}${SUMMARY[level](type)}`,
    description: words,
    parameters: [...inPath(level, type), ...inUrl, ...always.map((each) => PARAMETERS[each] as Parameter)],
    ...(method === 'POST' && { requestBody: { required: isBodyNeeded(operation), content: bodyContent(operation) } }),
    responses: { ...answers(operation, method), ...failureRefs(failures) },
  };
}

const BY: Readonly<Record<OperationMethod, string>> = { GET: 'ByGet', POST: '', DELETE: 'ByDelete' };

const SUMMARY: Readonly<Record<OperationLevel, (type: string | undefined) => string>> = {
  system: () => ' (server)',
  type: (type) => ` (${type ?? 'type'})`,
  instance: (type) => ` (one ${type ?? 'resource'})`,
  version: (type) => ` (one version of ${type ?? 'a resource'})`,
};

function inPath(level: OperationLevel, type: string | undefined): Parameter[] {
  const named: Parameter[] =
    level === 'system' || type !== undefined
      ? []
      : [{ name: 'type', in: 'path', required: true, schema: { type: 'string', example: 'Organization' } }];
  if (level !== 'instance' && level !== 'version') return named;
  const id: Parameter = { name: 'id', in: 'path', required: true, schema: { ...idSchema, example: '1234' } };
  const vid: Parameter = { name: 'vid', in: 'path', required: true, schema: { ...idSchema, example: '1' } };
  return [...named, id, ...(level === 'version' ? [vid] : [])];
}

function queryParameter(declared: DeclaredParameter, method: OperationMethod): Parameter {
  const { name, min, documentation, example } = declared;
  return {
    name,
    in: 'query',
    required: method !== 'POST' && min > 0,
    ...(documentation !== undefined && { description: inEnglish(documentation) }),
    schema: {
      ...(repeats(declared) ? { type: 'array', items: schemaOf(declared) } : schemaOf(declared)),
      ...(min > 0 && example != null && { example }),
    },
    ...(repeats(declared) && { style: 'form' as const, explode: true }),
  };
}

function schemaOf({ type = '', values }: DeclaredParameter): Schema {
  const form = primitiveDefinition(type)?.json ?? 'string';
  return { type: form, ...(values && { enum: [...values] }) };
}

/** Parameters that may also be sent in the URL need not be in the body. */
function isBodyNeeded({ input }: FhirOperation): boolean {
  return (
    input.some((each) => each.min > 0 && !isPrimitiveParameter(each)) || input.some(({ checked }) => checked === false)
  );
}

function bodyContent(operation: FhirOperation): Content {
  const shown = operation.input.flatMap(exampleOf);
  const [only, ...others] = operation.input.filter(isResourceParameter);
  const bare =
    only && others.length === 0 ? (only.example as Readonly<Record<string, unknown>> | undefined) : undefined;
  const parameters = { resourceType: 'Parameters', ...(shown.length > 0 && { parameter: shown }) };
  const examples = { ...(bare && { 'The resource alone': bare }), 'All parameters': parameters };
  // `Resource` stands for any resource, including Parameters.
  const type = bare && only?.type;
  const schemas = [...new Set([...(type ? [type] : []), ...(type === 'Resource' ? [] : ['Parameters'])])];
  const [first, ...more] = schemas.map((each) => ref('schemas', each));
  const schema = more.length === 0 ? first! : { oneOf: [first!, ...more] };
  return withExamples(schema, examples);
}

/** A parameter as it appears in a body; left out when there is no example value for it. */
function exampleOf(declared: DeclaredParameter): object[] {
  const { name, type = '', example, values } = declared;
  const value = example === null ? undefined : (example ?? values?.[0] ?? SAMPLES[type]);
  if (value === undefined) return [];
  if (type === 'Any') return [{ name, ...(value as object) }];
  return [{ name, [isResourceParameter(declared) ? 'resource' : valueKey(type)]: value }];
}

/** Example values of types that need no example of their own. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  boolean: true, integer: 1, positiveInt: 1, unsignedInt: 1, decimal: 1.5, string: 'text', markdown: 'text', code: 'code', id: '1234',
  uri: 'http://example.org', url: 'http://example.org', canonical: 'http://example.org', date: '2026-01-31',
  dateTime: '2026-01-31', instant: '2026-01-31T08:00:00Z', Reference: { reference: 'Organization/1234' },
}; // prettier-ignore

function answers(operation: FhirOperation, method: OperationMethod): Record<string, Response> {
  const { output, returnsResource, affectsState, facts } = operation;
  if (facts.answers) {
    const all = Object.entries(facts.answers).filter(([, { methods }]) => methods?.includes(method) !== false);
    return Object.fromEntries(all.map(([status, answer]) => [status, told(answer)]));
  }
  const type = output[0]?.type;
  if (output.length === 0)
    return { 204: { description: 'Done; the response has no content.', headers: headerRefs([]) } };
  const isOutcome = type === 'OperationOutcome';
  const headers = headerRefs(
    affectsState
      ? ['ETag', 'Last-Modified', 'Content-Location', 'Preference-Applied', 'FHIR-Dry-Run']
      : isOutcome
        ? ['Content-Language']
        : [],
  );
  const named = returnsResource && type !== undefined && isResourceType(type) ? type : undefined;
  const schema = returnsResource ? ref('schemas', type ?? 'Resource') : ref('schemas', 'Parameters');
  const resource = returnsResource
    ? RESOURCES[named ?? '']
    : { resourceType: 'Parameters', parameter: output.flatMap(exampleOf) };
  const content = withExamples(schema, resource ? { 'The result': resource } : {});
  return { 200: { description: 'The result.', headers, content: { ...content, ...pageContent } } };
}

function told({ description, outcome, resource, content = {} }: OperationAnswerFacts): Response {
  const example = { 'The outcome': RESOURCES['OperationOutcome']! };
  const bodies: Content = {
    ...(outcome && { ...withExamples(ref('schemas', 'OperationOutcome'), example), ...pageContent }),
    ...(resource && {
      ...withExamples(ref('schemas', resource), RESOURCES[resource] ? { 'The outcome': RESOURCES[resource] } : {}),
      ...pageContent,
    }),
    ...Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])),
  };
  const headers = headerRefs(outcome ? ['Content-Language'] : []);
  return { description, headers, ...(Object.keys(bodies).length > 0 && { content: bodies }) };
}

const RESOURCES: Readonly<Record<string, object>> = {
  Bundle: {
    resourceType: 'Bundle',
    type: 'batch-response',
    link: [{ relation: 'self', url: 'http://localhost:3000/fhir/Organization?name=nord' }],
    entry: [
      {
        response: { status: '200' },
        resource: { resourceType: 'Organization', id: '1234', name: 'Clinique du Nord' },
      },
    ],
  },
  OperationOutcome: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', details: { text: 'No issues were found.' } }],
  },
  Parameters: {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Organization.name' },
          { name: 'value', valueString: 'Clinique du Nord' },
        ],
      },
    ],
  },
};

function withExamples(schema: Schema | { $ref: string }, examples: Readonly<Record<string, object>>): Content {
  const labels = Object.entries(examples);
  if (labels.length === 0) return fhirContent({ schema }, undefined);
  const json = Object.fromEntries(labels.map(([label, value]) => [label, { value }] as const));
  const xml = Object.fromEntries(labels.map(([label, value]) => [label, { value: xmlText(value) }] as const));
  return fhirContent({ schema, examples: json }, xml);
}

function camel(code: string): string {
  return code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
