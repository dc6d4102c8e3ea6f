import { LANGUAGE_TAGS } from '../messages';
import { FORMATS } from '../rest/formats/formats';
import { idSchema } from './fhir-schemas';
import type { Parameter } from './openapi-types';

/*
 * Headers and optional query parameters have no example, because Swagger UI would send it with every request; their
 * descriptions name values instead. The exception is `_type`, because the base URL without a query is not a search.
 * Parameters that identify a resource are mandatory; their examples belong to those of the bodies, under the same
 * labels. No header is a list, because some generators leave out operations with such headers.
 */

const RETURNS = ['return=representation', 'return=minimal', 'return=OperationOutcome'];
const HANDLINGS = ['handling=strict', 'handling=lenient'];

/** Parameters with the same meaning for every resource type, by the names used in `INTERACTIONS`. */
export const PARAMETERS = {
  _format: {
    name: '_format',
    in: 'query',
    description:
      'Format of the response, for clients that cannot set `Accept`; it takes precedence over `Accept`. `html` is a page for people that shows the resource in JSON, or in XML (`html/xml`). Other media types of these formats are understood too.',
    schema: {
      type: 'string',
      enum: FORMATS.flatMap(({ shortNames, mediaTypes: [official = ''] }) => [...shortNames, official]),
    },
  },
  _pretty: {
    name: '_pretty',
    in: 'query',
    description: '`true`: one element per line, for people.',
    schema: { type: 'boolean' },
  },
  _summary: {
    name: '_summary',
    in: 'query',
    description:
      'Only a part of the resource: the elements of the summary (`true`), the narrative and mandatory elements (`text`), or everything except the narrative (`data`). The resource is tagged `SUBSETTED`, and a `PUT` of it is refused.',
    schema: { type: 'string', enum: ['true', 'text', 'data', 'false'] },
  },
  '_summary-search': {
    name: '_summary',
    in: 'query',
    description:
      'Only a part of each resource: the elements of the summary (`true`), the narrative and mandatory elements (`text`), or everything except the narrative (`data`); or only the number of resources (`count`). Partial resources are tagged `SUBSETTED`.',
    schema: { type: 'string', enum: ['true', 'text', 'data', 'count', 'false'] },
  },
  _elements: {
    name: '_elements',
    in: 'query',
    description:
      'Only these elements and the mandatory ones, such as `name,telecom`. The resource is tagged `SUBSETTED`. `_summary` takes precedence.',
    schema: { type: 'array', items: { type: 'string' } },
    style: 'form',
    explode: false,
  },
  _count: {
    name: '_count',
    in: 'query',
    description: 'Entries per page; default 50. The `next` link of the Bundle leads to the next page.',
    schema: { type: 'integer', minimum: 1, maximum: 1_000 },
  },
  '_count-search': {
    name: '_count',
    in: 'query',
    description:
      'Resources per page; default 200; 0 for the total only. The `next` link of the Bundle leads to the next page.',
    schema: { type: 'integer', minimum: 0, maximum: 1_000 },
  },
  _sort: {
    name: '_sort',
    in: 'query',
    description:
      'Search parameters to sort by, at most four, in order of precedence; a dash before a key reverses its order. Resources without a value come last. For example `-_lastUpdated` or `name,_id`. `organization.name` sorts by a property of the referenced resource.',
    schema: { type: 'string' },
  },
  _total: {
    name: '_total',
    in: 'query',
    description:
      'Whether `total` is counted: exactly (`accurate`, the default), up to 10,000 (`estimate`), or not at all (`none`).',
    schema: { type: 'string', enum: ['accurate', 'estimate', 'none'] },
  },
  _include: {
    name: '_include',
    in: 'query',
    description:
      'Includes resources that the results refer to: `Type:parameter`, `Type:parameter:Target`, `Type:*` or `*`. `_include:iterate` is also applied to included resources.',
    schema: { type: 'string' },
  },
  _revinclude: {
    name: '_revinclude',
    in: 'query',
    description:
      'Includes resources that refer to the results: `Type:parameter`. `_revinclude:iterate` is also applied to included resources.',
    schema: { type: 'string' },
  },
  _since: {
    name: '_since',
    in: 'query',
    description: 'Only versions written at or after this instant, such as `2026-01-31T08:00:00Z`.',
    schema: { type: 'string', format: 'date-time' },
  },
  _at: {
    name: '_at',
    in: 'query',
    description:
      'Only versions that were current at some moment of this period: `2026`, `2026-01-31`, an instant, or `ge2026-01-31` (also `gt`, `le`, `lt`).',
    schema: { type: 'string' },
  },
  '_sort-history': {
    name: '_sort',
    in: 'query',
    description: '`_lastUpdated`: oldest first. `-_lastUpdated`: newest first, the default.',
    schema: { type: 'string', enum: ['-_lastUpdated', '_lastUpdated', 'none'] },
  },
  identifier: {
    name: 'identifier',
    in: 'query',
    description:
      'Business identifier: `system|value`, `|value` without a system, or `value` of any system; commas mean OR.',
    schema: { type: 'string' },
  },
  url: {
    name: 'url',
    in: 'query',
    description: 'Canonical URL of the definition; commas mean OR.',
    schema: { type: 'string' },
  },
  _id: {
    name: '_id',
    in: 'query',
    description: 'Logical id of the resource; commas mean OR.',
    schema: { type: 'string' },
  },
  _type: {
    name: '_type',
    in: 'query',
    description: 'Types to search, separated by commas, such as `Organization,Location`; default: all types.',
    schema: { type: 'string', example: 'Organization,Location' },
  },
  _lastUpdated: {
    name: '_lastUpdated',
    in: 'query',
    description: 'When the resource was last written, such as `ge2026-01-31`.',
    schema: { type: 'string' },
  },
  mode: {
    name: 'mode',
    in: 'query',
    description: 'The interaction to validate for: `create`, `update`, `delete`, or none (`profile`).',
    schema: { type: 'string', enum: ['create', 'update', 'delete', 'profile'] },
  },
  profile: {
    name: 'profile',
    in: 'query',
    description: 'Canonical URL of the only profile to validate against.',
    schema: { type: 'string' },
  },
  _dryRun: {
    name: '_dryRun',
    in: 'query',
    description: '`true`: the request is checked and answered like a real one, but nothing is stored.',
    schema: { type: 'boolean' },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` of the version you read, such as `W/"3"`: the write is refused with 412 if the resource has changed since.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description:
      'The `ETag` you already have, such as `W/"3"`: while it is current, the response is 304 without a body.',
    schema: { type: 'string' },
  },
  'If-None-Match-write': {
    name: 'If-None-Match',
    in: 'header',
    description: '`*`: the write is refused with 412 if the resource exists.',
    schema: { type: 'string' },
  },
  'If-None-Exist': {
    name: 'If-None-Exist',
    in: 'header',
    description:
      'Search criteria, such as `identifier=system|value`: if one resource matches, nothing is created and the response is 200 with that resource; 412 if several match.',
    schema: { type: 'string' },
  },
  'If-Modified-Since': {
    name: 'If-Modified-Since',
    in: 'header',
    description:
      'An HTTP date, such as `Sat, 31 Jan 2026 08:00:00 GMT`: if nothing is newer, the response is 304 without a body. `If-None-Match` takes precedence.',
    schema: { type: 'string' },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: [
      '`return`: the content of the response: the resource (`representation`, the default), nothing (`minimal`), or a report of what was done and repaired (`OperationOutcome`).',
      '`handling`: what happens to a request that is not quite valid FHIR: it is refused (`strict`), or repaired where its meaning is certain (`lenient`). `FHIR-Applied-Rules` names the repairs.',
    ].join('\n\n'),
    schema: {
      type: 'string',
      enum: [
        ...RETURNS,
        ...HANDLINGS,
        ...RETURNS.flatMap((returned) => HANDLINGS.map((handling) => `${returned}, ${handling}`)),
      ],
    },
  },
  'Prefer-search': {
    name: 'Prefer',
    in: 'header',
    description:
      'What happens to an unknown parameter: it is refused (`handling=strict`, the default), or ignored (`handling=lenient`).',
    schema: { type: 'string', enum: HANDLINGS },
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description: 'Language of the texts in an OperationOutcome, and of pages; `Content-Language` says which was used.',
    schema: { type: 'string', enum: [...LANGUAGE_TAGS] },
  },
  'X-Request-Id': {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'Identifies the request in the logs of the server, and is returned with the response. The server generates one if it is missing.',
    schema: { type: 'string', maxLength: 128, pattern: String.raw`^[A-Za-z0-9\-._~:/+=]{1,128}$` },
  },
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

/** Parameters of every request. */
export const EVERYWHERE = ['_format', '_pretty', 'Accept-Language', 'X-Request-Id'] as const satisfies ParameterName[];

/** Values to try a parameter with: a single one, or several, each under the label of the body it belongs to. */
export type ExampleValues = string | Readonly<Record<string, string>>;

/** The parameters in a route's path, such as `:id/_history/:vid`. */
export function pathParameters(path: string, type: string, id: ExampleValues | undefined): Parameter[] {
  const known: Readonly<Record<string, Parameter>> = {
    id: tried(id, {
      name: 'id',
      in: 'path',
      required: true,
      description: `Logical id of the ${type}: 1 to 64 letters, digits, dashes and dots; letter case counts.`,
      schema: idSchema,
    }),
    vid: {
      name: 'vid',
      in: 'path',
      required: true,
      description: 'The version, as in `meta.versionId` and `ETag`.',
      schema: { ...idSchema, example: '1' },
    },
  };
  return path.split('/').flatMap((part) => known[part.replace(':', '')] ?? []);
}

/** A parameter with example values. Nest only keeps a single value if it is part of the schema. */
export function tried(values: ExampleValues | undefined, parameter: Parameter): Parameter {
  if (values === undefined) return parameter;
  if (typeof values === 'string') return { ...parameter, schema: { ...parameter.schema, example: values } };
  const examples = Object.entries(values).map(([label, value]) => [label, { value }] as const);
  return { ...parameter, examples: Object.fromEntries(examples) };
}
