import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { CodeSystem, OperationDefinition, StructureDefinition, ValueSet } from 'fhir/r4';
import { ENGLISH } from '../messages';
import type { DefinitionType } from '../profile/definition-library';
import { searchsetBundle } from '../rest/search/searchset-bundle';
import { failureRefs, type FailureName } from './failures';
import { headerRefs, type HeaderName } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { type Content, ref } from './openapi-types';
import { parameter } from './parameter-decorator';
import { EVERYWHERE, PARAMETERS, type ParameterName, pathParameters } from './parameters';

interface DefinitionRoute {
  readonly verb: 'read' | 'search';
  readonly summary: string;
  readonly description: string;
  readonly path: string;
  readonly parameters: readonly ParameterName[];
  readonly headers: readonly HeaderName[];
  readonly failures: readonly FailureName[];
}

const ROUTES: Readonly<Record<DefinitionRoute['verb'], DefinitionRoute>> = {
  read: {
    verb: 'read',
    summary: 'Read',
    description: 'The definition as this server uses it: its own, or one from a package.',
    path: ':id',
    parameters: ['_summary', '_elements', ...EVERYWHERE],
    headers: [],
    failures: ['BadAddress', 'NotFound', 'NotAcceptable', 'ServerFault'],
  },
  search: {
    verb: 'search',
    summary: 'Search',
    description:
      'The definitions of this server, in the order of their ids; with `url`, those with that canonical URL.',
    path: '',
    parameters: ['url', '_count-search', '_summary-search', '_elements', 'Prefer-search', ...EVERYWHERE],
    headers: ['Content-Language', 'Preference-Applied'],
    failures: ['BadSearch', 'NotAcceptable', 'ServerFault'],
  },
};

/** Documents the handler that reads or searches definitions of a type. */
export function documentDefinition(type: DefinitionType, verb: DefinitionRoute['verb']): MethodDecorator {
  const { summary, description, path, parameters, headers, failures } = ROUTES[verb];
  const answer = verb === 'read' ? content(type, EXAMPLES[type]) : content('Bundle', found(type));
  const shown = [...pathParameters(path, type, undefined), ...parameters.map((name) => PARAMETERS[name])];
  return applyDecorators(
    ApiOperation({
      operationId: `${verb}${type}`,
      tags: ['Definitions'],
      summary: `${summary} ${type}`,
      description,
      responses: {
        200: { description: 'The result.', headers: headerRefs(headers), content: answer },
        ...failureRefs(failures),
      },
    }),
    ...shown.map(parameter),
  );
}

function content(schema: string, resource: object): Content {
  const label = 'A short example';
  const json = { schema: ref('schemas', schema), examples: { [label]: { value: resource } } };
  return { ...fhirContent(json, { [label]: { value: xmlText(resource) } }), ...pageContent };
}

function found(type: DefinitionType): object {
  const address = `http://localhost:3000/fhir/${type}`;
  const { url, id } = EXAMPLES[type];
  const match = { fullUrl: `${address}/${id}`, json: JSON.stringify(EXAMPLES[type]) };
  const links = { self: `${address}?url=${url}` };
  return JSON.parse(String(searchsetBundle({ total: 1, links, matches: [match] }, ENGLISH))) as object;
}

/** Short examples; real definitions are long. */
const EXAMPLES = {
  StructureDefinition: {
    resourceType: 'StructureDefinition',
    id: 'named-place',
    url: 'http://example.org/fhir/StructureDefinition/named-place',
    name: 'NamedPlace',
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type: 'Location',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Location',
    derivation: 'constraint',
    differential: { element: [{ id: 'Location.name', path: 'Location.name', min: 1 }] },
  } satisfies StructureDefinition,
  ValueSet: {
    resourceType: 'ValueSet',
    id: 'bed-status',
    url: 'http://example.org/fhir/ValueSet/bed-status',
    name: 'BedStatus',
    status: 'active',
    compose: { include: [{ system: 'http://example.org/fhir/CodeSystem/bed-status' }] },
  } satisfies ValueSet,
  CodeSystem: {
    resourceType: 'CodeSystem',
    id: 'bed-status',
    url: 'http://example.org/fhir/CodeSystem/bed-status',
    name: 'BedStatus',
    status: 'active',
    content: 'complete',
    concept: [
      { code: 'free', display: 'Free' },
      { code: 'taken', display: 'Taken' },
    ],
  } satisfies CodeSystem,
  OperationDefinition: {
    resourceType: 'OperationDefinition',
    id: 'Location-close',
    url: 'http://example.org/fhir/OperationDefinition/Location-close',
    name: 'LocationClose',
    status: 'active',
    kind: 'operation',
    affectsState: true,
    code: 'close',
    resource: ['Location'],
    system: false,
    type: false,
    instance: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Location' }],
  } satisfies OperationDefinition,
} as const satisfies Record<DefinitionType, object>;
