import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { RequestInteraction } from '../plugin/request-context';
import { ACCEPT_SEARCH } from '../rest/media-types';
import { failureRefs, type FailureName } from './failures';
import { headerRefs, type HeaderName } from './headers';
import { fhirContent, pageContent, xmlText } from './media';
import { type Content, type Operation, ref } from './openapi-types';
import { parameter } from './parameter-decorator';
import { EVERYWHERE, PARAMETERS, type ParameterName } from './parameters';

interface SystemDoc {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ParameterName[];
  readonly headers: readonly HeaderName[];
  readonly failures: readonly FailureName[];
  readonly body?: Operation['requestBody'];
  readonly example: object;
}

const SEARCHED = ['_sort', '_include', '_revinclude', '_count-search', '_total', '_summary-search', '_elements'] as const satisfies ParameterName[]; // prettier-ignore
const SEARCH_WORDS =
  'Searches several types by the parameters they have in common; without `_type`, all types. `_sort` sorts all results together, by keys that all of the types have, with ties sorted by type; without it, the types follow one another. The links `next` and `previous` lead to the adjacent pages.';
const FOUND = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  link: [{ relation: 'self', url: 'http://localhost:3000/fhir?_type=Organization,Location&_id=1234' }],
  entry: [
    {
      fullUrl: 'http://localhost:3000/fhir/Organization/1234',
      resource: { resourceType: 'Organization', id: '1234', name: 'Clinique du Nord' },
      search: { mode: 'match' },
    },
  ],
};
const VERSIONS = {
  resourceType: 'Bundle',
  meta: { lastUpdated: '2026-01-31T08:00:00.000Z' },
  type: 'history',
  total: 1,
  link: [{ relation: 'self', url: 'http://localhost:3000/fhir/_history' }],
  entry: [
    {
      fullUrl: 'http://localhost:3000/fhir/Organization/1234',
      request: { method: 'DELETE', url: 'Organization/1234' },
      response: { status: '204', etag: 'W/"2"', lastModified: '2026-01-31T07:00:00.000Z' },
    },
  ],
};

const ASKED = ['_type', '_id', '_lastUpdated', ...SEARCHED] as const satisfies ParameterName[];
const FORM: Content = {
  [ACCEPT_SEARCH]: {
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        ASKED.map((each) => {
          const { name, description, schema } = PARAMETERS[each];
          return [name, { ...schema, description }];
        }),
      ),
    },
    examples: {
      'By an id': { value: { _type: 'Organization,Location', _id: '1234' } },
      'The latest first': { value: { _type: 'Organization,Location', _sort: '-_lastUpdated' } },
    },
  },
};

/** By interaction and handler name. */
const DOCS: Readonly<Record<string, SystemDoc>> = {
  'search-system search': {
    operationId: 'searchAll',
    summary: 'Search several types',
    description: SEARCH_WORDS,
    parameters: [...ASKED, 'Prefer-search', ...EVERYWHERE],
    headers: ['Content-Language', 'Preference-Applied', 'FHIR-Applied-Rules'],
    failures: ['BadSearch', 'UnknownAddress', 'Gone', 'NotAcceptable', 'ServerFault', 'Unavailable'],
    example: FOUND,
  },
  'search-system searchByPost': {
    operationId: 'searchAllByPost',
    summary: 'Search several types with a form',
    description: `${SEARCH_WORDS} The parameters are in the body; those in the URL count too.`,
    parameters: ['Prefer-search', '_pretty', 'Accept-Language', 'X-Request-Id'],
    headers: ['Content-Language', 'Preference-Applied', 'FHIR-Applied-Rules'],
    failures: ['BadSearch', 'Gone', 'TooLarge', 'NoForm', 'NotAcceptable', 'ServerFault', 'Unavailable'],
    body: { required: false, content: FORM },
    example: FOUND,
  },
  'history-system history': {
    operationId: 'historyOfServer',
    summary: 'List the versions of all resources',
    description:
      'A Bundle of type `history` with the versions of all types, newest first; otherwise like the history of one type.',
    parameters: ['_count', '_since', '_at', '_sort-history', '_summary', '_elements', ...EVERYWHERE],
    headers: [],
    failures: ['BadAddress', 'Gone', 'NotAcceptable', 'ServerFault', 'Unavailable'],
    example: VERSIONS,
  },
};

/**
 * Documents a handler of a system-level interaction.
 * @param name name of the handler
 */
export function documentSystem(interaction: RequestInteraction, name: string): MethodDecorator | undefined {
  const doc = DOCS[`${interaction} ${name}`];
  if (!doc) return undefined;
  const { operationId, summary, description, parameters, headers, failures, body, example } = doc;
  const label = { json: { 'One entry': { value: example } }, xml: { 'One entry': { value: xmlText(example) } } };
  const content = fhirContent({ schema: ref('schemas', 'Bundle'), examples: label.json }, label.xml);
  return applyDecorators(
    ApiOperation({
      operationId,
      tags: ['All types'],
      summary,
      description,
      ...(body && { requestBody: body }),
      responses: {
        200: { description: 'A page.', headers: headerRefs(headers), content: { ...content, ...pageContent } },
        ...failureRefs(failures),
      },
    }),
    ...parameters.map((each) => parameter(PARAMETERS[each])),
  );
}
