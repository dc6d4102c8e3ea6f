import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { failureRefs, type FailureName } from './failures';
import { headerRefs } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { type Content, ref } from './openapi-types';
import { PARAMETERS } from './parameters';

interface OperationDoc {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly MethodDecorator[];
  /** An example of the Parameters resource to send; absent: no body. */
  readonly request?: object;
  readonly failures: readonly FailureName[];
}

const ANY = ['NotAcceptable', 'ServerFault', 'Unavailable'] as const satisfies FailureName[];

/** Operations on more than one type; those of a type are documented by its controller. */
const OPERATIONS = {
  diffInstance: {
    summary: 'What changed since a version',
    description:
      'The FHIRPath Patch that makes the current version of the older one. A patch without operations: nothing changed.',
    parameters: [
      ApiParam({ name: 'type', schema: { type: 'string' }, example: 'Organization' }),
      ApiParam({ name: 'id', schema: { type: 'string' }, example: '1234' }),
      ApiQuery({
        name: 'fromVersion',
        required: false,
        description: 'The older version; the one before the current where it is not given.',
        schema: { type: 'integer', minimum: 1 },
      }),
    ],
    failures: ['BadAddress', 'NotFound', 'Gone', ...ANY],
  },
  diffVersions: {
    summary: 'What changed between two versions',
    description:
      'The FHIRPath Patch that makes `to` of `from`: references to stored versions, or resources sent along.',
    parameters: [],
    request: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'from', valueReference: { reference: 'Organization/1234/_history/1' } },
        { name: 'to', valueReference: { reference: 'Organization/1234' } },
      ],
    },
    failures: ['BadResource', 'NotFound', 'Gone', 'TooLarge', 'UnsupportedMediaType', ...ANY],
  },
} as const satisfies Record<string, OperationDoc>;

const RENAMED = {
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
};

/** Tells OpenAPI all about the handler of an operation. */
export function documentOperation(name: keyof typeof OPERATIONS): MethodDecorator {
  const { summary, description, parameters, failures, request }: OperationDoc = OPERATIONS[name];
  const schema = ref('schemas', 'Parameters');
  const both = (label: string, value: object): Content =>
    fhirContent({ schema, examples: { [label]: { value } } }, { [label]: { value: xmlText(value) } });
  const body = request && { required: true, content: both('Since its first version', request) };
  const page = !request && pageContent;
  const content = { ...both('A new name', RENAMED), ...page };
  const answer = { description: 'A FHIRPath Patch.', headers: headerRefs([]), content };
  return applyDecorators(
    ApiOperation({
      operationId: name,
      tags: ['Operations'],
      summary,
      description,
      ...(body && { requestBody: body }),
      responses: { 200: answer, ...failureRefs(failures) },
    }),
    ...parameters,
    ApiQuery({ ...PARAMETERS._format, required: false }),
    ApiQuery({ ...PARAMETERS._pretty, required: false }),
    ApiHeader({ ...PARAMETERS['X-Request-Id'], required: false }),
  );
}
