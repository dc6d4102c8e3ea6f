import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import type { FhirResource } from 'fhir/r4';
import { operationOutcome } from '../errors/operation-outcome';
import { failureRefs, type FailureName } from './failures';
import { idSchema } from './fhir-schemas';
import { headerRefs } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { type Content, ref } from './openapi-types';
import { parameter } from './parameter-decorator';
import { EVERYWHERE, PARAMETERS } from './parameters';

interface Example {
  readonly label: string;
  readonly resource: FhirResource;
}

interface OperationDoc {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly MethodDecorator[];
  /** Absent: no body. */
  readonly request?: Example;
  readonly answer: Example;
  readonly failures: readonly FailureName[];
}

const ANY = ['NotAcceptable', 'ServerFault', 'Unavailable'] as const satisfies FailureName[];
const BODY = ['BadResource', 'NotFound', 'Gone', 'TooLarge', 'UnsupportedMediaType', ...ANY] as const;
const TYPE = ApiParam({ name: 'type', schema: { type: 'string', example: 'Organization' } });
const ID = ApiParam({ name: 'id', schema: { ...idSchema, example: '1234' } });

const MODE = parameter(PARAMETERS.mode);
const PROFILE = parameter(PARAMETERS.profile);

const PATCH: Example = {
  label: 'A new name',
  resource: {
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

const VERSIONS: Example = {
  label: 'Since its first version',
  resource: {
    resourceType: 'Parameters',
    parameter: [
      { name: 'from', valueReference: { reference: 'Organization/1234/_history/1' } },
      { name: 'to', valueReference: { reference: 'Organization/1234' } },
    ],
  },
};

const VALIDATION: Omit<OperationDoc, 'summary' | 'parameters'> = {
  description:
    'Everything that R4 and the profiles say of it, as an OperationOutcome with status 200. The body is the resource, or Parameters with `resource`, `mode` and `profile`.',
  answer: {
    label: 'Nothing is wrong',
    resource: operationOutcome([{ text: 'Nothing is wrong.' }]),
  },
  failures: BODY,
};
const SMALL: Example = { label: 'A small organization', resource: { resourceType: 'Organization', name: 'CHU' } };

/** Operations on more than one type; those of a type are documented by its controller. */
const OPERATIONS = {
  diffInstance: {
    summary: 'What changed since a version',
    description:
      'The FHIRPath Patch that makes the current version of the older one. A patch without operations: nothing changed.',
    parameters: [
      TYPE,
      ID,
      ApiQuery({
        name: 'fromVersion',
        required: false,
        description: 'The older version; the one before the current where it is not given.',
        schema: { type: 'integer', minimum: 1 },
      }),
    ],
    answer: PATCH,
    failures: ['BadAddress', 'NotFound', 'Gone', ...ANY],
  },
  diffVersions: {
    summary: 'What changed between two versions',
    description:
      'The FHIRPath Patch that makes `to` of `from`: references to stored versions, or resources sent along.',
    parameters: [],
    request: VERSIONS,
    answer: PATCH,
    failures: BODY,
  },
  validateResource: {
    ...VALIDATION,
    summary: 'Validate a resource of any type',
    parameters: [MODE, PROFILE],
    request: SMALL,
  },
  validateType: {
    ...VALIDATION,
    summary: 'Validate a resource of a type',
    parameters: [TYPE, MODE, PROFILE],
    request: SMALL,
  },
  validateInstance: {
    ...VALIDATION,
    summary: 'Validate what would replace an instance',
    parameters: [TYPE, ID, MODE, PROFILE],
    request: SMALL,
  },
  validateStored: {
    ...VALIDATION,
    summary: 'Validate a stored resource',
    description:
      'Everything that R4 and the profiles say of its current version, as an OperationOutcome with status 200.',
    parameters: [TYPE, ID, PROFILE],
    failures: ['BadAddress', 'NotFound', 'Gone', ...ANY],
  },
} as const satisfies Record<string, OperationDoc>;

/** Tells OpenAPI all about the handler of an operation. */
export function documentOperation(name: keyof typeof OPERATIONS): MethodDecorator {
  const { summary, description, parameters, failures, request, answer }: OperationDoc = OPERATIONS[name];
  const told = {
    description: 'What was asked for.',
    headers: headerRefs(answer.resource.resourceType === 'OperationOutcome' ? ['Content-Language'] : []),
    content: { ...content(answer), ...pageContent },
  };
  return applyDecorators(
    ApiOperation({
      operationId: name,
      tags: ['Operations'],
      summary,
      description,
      ...(request && { requestBody: { required: true, content: content(request) } }),
      responses: { 200: told, ...failureRefs(failures) },
    }),
    ...parameters,
    ...EVERYWHERE.map((each) => parameter(PARAMETERS[each])),
  );
}

function content({ label, resource }: Example): Content {
  const schema = ref('schemas', resource.resourceType);
  return fhirContent({ schema, examples: { [label]: { value: resource } } }, { [label]: { value: xmlText(resource) } });
}
