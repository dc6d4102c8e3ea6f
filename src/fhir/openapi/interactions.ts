import type { Interaction } from '../plugin/resource-definition';
import type { Answer } from './examples';
import type { FailureName } from './failures';
import type { HeaderName } from './headers';
import { EVERYWHERE, type ParameterName } from './parameters';

interface Success {
  readonly description: string;
  readonly headers: readonly HeaderName[];
  /** The content of the body; absent when there is none. */
  readonly body?: readonly Answer[];
}

export interface InteractionDoc {
  /** Prefix of the operationId, as in `read` + `Organization`. */
  readonly verb: string;
  summary(type: string): string;
  readonly description: string;
  readonly parameters: readonly ParameterName[];
  /** Which examples of the definition illustrate the request body; absent when there is no body. */
  readonly request?: 'create' | 'update' | 'patch' | 'search';
  /** By status. */
  readonly successes: Readonly<Record<number, Success>>;
  readonly failures: readonly FailureName[];
}

const VERSION = ['ETag', 'Last-Modified'] as const satisfies HeaderName[];
const WRITTEN = [
  ...VERSION,
  'Content-Language',
  'Preference-Applied',
  'FHIR-Applied-Rules',
  'FHIR-Warnings',
  'FHIR-Dry-Run',
] as const satisfies HeaderName[];
/** OpenAPI cannot express that a body is optional, so the description does. */
const OR_NOTHING = 'Without a body where `Prefer: return=minimal` was sent.';
const KNOWN = { description: 'You already have this version.', headers: VERSION } satisfies Success;
/** Parameters that select which parts of a resource are shown. */
const SHAPE = ['_summary', '_elements'] as const satisfies ParameterName[];
const ALWAYS = ['NotAcceptable', 'ServerFault', 'Unavailable'] as const satisfies FailureName[];
const BODY = ['TooLarge', 'UnsupportedMediaType'] as const satisfies FailureName[];

/** Search parameters that control the result rather than select resources. */
export const OF_A_SEARCH = [
  '_sort',
  '_include',
  '_revinclude',
  '_count-search',
  '_total',
  '_summary-search',
  '_elements',
] as const satisfies ParameterName[];

/** Documentation of each interaction; an interaction without a row does not compile. */
export const INTERACTIONS: Readonly<Record<Interaction, InteractionDoc>> = {
  read: {
    verb: 'read',
    summary: (type) => `Read ${type}`,
    description: 'The current version. `HEAD` returns only the headers.',
    parameters: ['If-None-Match', 'If-Modified-Since', ...SHAPE, ...EVERYWHERE],
    successes: {
      200: { description: 'The current version.', headers: VERSION, body: ['resource'] },
      304: KNOWN,
    },
    failures: ['BadAddress', 'NotFound', 'Gone', ...ALWAYS],
  },
  vread: {
    verb: 'vread',
    summary: (type) => `Read one version of ${type}`,
    description: 'A version as it was stored, current or older.',
    parameters: ['If-None-Match', 'If-Modified-Since', ...SHAPE, ...EVERYWHERE],
    successes: {
      200: { description: 'That version.', headers: VERSION, body: ['resource'] },
      304: KNOWN,
    },
    failures: ['BadAddress', 'NotFound', 'Gone', ...ALWAYS],
  },
  'history-instance': {
    verb: 'history',
    summary: (type) => `List the versions of ${type}`,
    description: 'A Bundle of type `history`, newest version first. A deletion is an entry without a resource.',
    parameters: ['_count', '_since', '_at', ...SHAPE, ...EVERYWHERE],
    successes: {
      200: { description: 'A page of versions.', headers: [], body: ['history'] },
    },
    failures: ['BadAddress', 'NotFound', ...ALWAYS],
  },
  'history-type': {
    verb: 'historyOfAll',
    summary: (type) => `List the versions of every ${type}`,
    description: [
      'A Bundle of type `history` with the versions of all resources of the type, newest first; a deletion is an entry without a resource. A version that exists when the first page is read is on exactly one page.',
      '`meta.lastUpdated` is the instant up to which the history is complete; later writes may still be in progress. A client that sends it as `_since` next time misses nothing, but may receive some versions twice.',
    ].join('\n\n'),
    parameters: ['_count', '_since', '_at', '_sort-history', ...SHAPE, ...EVERYWHERE],
    successes: {
      200: { description: 'A page of versions.', headers: [], body: ['history'] },
    },
    failures: ['BadAddress', 'Gone', ...ALWAYS],
  },
  'search-type': {
    verb: 'search',
    summary: (type) => `Search ${type}`,
    description: [
      'Resources that match all parameters, in the order of `_sort`, or of their ids; without parameters, all resources of the type. `total` counts all matches. The links `next` and `previous` lead to the adjacent pages. A search ends after 10,000 resources unless the server is configured otherwise.',
      'An unknown parameter is refused; with `Prefer: handling=lenient` it is ignored, and an entry with `search.mode` = `outcome` reports that.',
    ].join('\n\n'),
    parameters: [...OF_A_SEARCH, 'Prefer-search', ...EVERYWHERE],
    successes: {
      200: {
        description: 'A page of results.',
        headers: ['Content-Language', 'Preference-Applied'],
        body: ['searchset'],
      },
    },
    failures: ['BadSearch', ...ALWAYS],
  },
  create: {
    verb: 'create',
    summary: (type) => `Create ${type}`,
    description: 'The server assigns the id; an id in the body is ignored. `Location` is the address of the resource.',
    parameters: ['If-None-Exist', 'Prefer', '_dryRun', ...EVERYWHERE],
    request: 'create',
    successes: {
      200: {
        description: `With \`If-None-Exist\`: a matching resource exists already, and nothing was stored. ${OR_NOTHING}`,
        headers: ['Location', ...WRITTEN],
        body: ['resource', 'outcome'],
      },
      201: {
        description: `Created, as version 1. ${OR_NOTHING}`,
        headers: ['Location', ...WRITTEN],
        body: ['resource', 'outcome'],
      },
    },
    failures: ['BadResource', 'VersionConflict', 'InvalidResource', ...BODY, ...ALWAYS],
  },
  update: {
    verb: 'update',
    summary: (type) => `Replace ${type}`,
    description:
      'The body is the whole resource, with the id of the URL; elements that it does not contain are removed. A body equal to the stored resource creates no new version.',
    parameters: ['If-Match', 'If-None-Match-write', 'Prefer', '_dryRun', ...EVERYWHERE],
    request: 'update',
    successes: {
      200: {
        description: `Stored as a new version, or unchanged. ${OR_NOTHING}`,
        headers: ['Content-Location', ...WRITTEN],
        body: ['resource', 'outcome'],
      },
      201: {
        description: `Created with this id; only if the server is configured to let clients choose ids. ${OR_NOTHING}`,
        headers: ['Location', ...WRITTEN],
        body: ['resource', 'outcome'],
      },
    },
    failures: [
      'BadResource',
      'UnknownId',
      'EditConflict',
      'Gone',
      'VersionConflict',
      'InvalidResource',
      ...BODY,
      ...ALWAYS,
    ],
  },
  patch: {
    verb: 'patch',
    summary: (type) => `Change parts of ${type}`,
    description: [
      'FHIRPath Patch: a `Parameters` resource with a list of operations of type `add`, `insert`, `delete`, `replace` or `move`. They are applied in order, all or none.',
      'JSON Patch (RFC 6902) and XML Patch (RFC 5261) are accepted too, as `application/json-patch+json` and `application/xml-patch+xml`.',
      'Read the resource first and send its `ETag` as `If-Match`, so that you do not overwrite the change of another client.',
      'A patch that changes nothing creates no new version.',
    ].join('\n\n'),
    parameters: ['If-Match', 'Prefer', '_dryRun', ...EVERYWHERE],
    request: 'patch',
    successes: {
      200: {
        description: `Stored as a new version, or unchanged. ${OR_NOTHING}`,
        headers: ['Content-Location', ...WRITTEN],
        body: ['resource', 'outcome'],
      },
    },
    failures: [
      'BadPatch',
      'NotFound',
      'EditConflict',
      'Gone',
      'VersionConflict',
      'InapplicablePatch',
      ...BODY,
      ...ALWAYS,
    ],
  },
  delete: {
    verb: 'delete',
    summary: (type) => `Delete ${type}`,
    description:
      'Its versions stay in `_history`. Deleting a resource that does not exist, or is already deleted, also succeeds.',
    parameters: ['If-Match', '_dryRun', ...EVERYWHERE],
    successes: {
      204: {
        description: 'The resource no longer exists. The headers describe the deletion, if there was one.',
        headers: [...VERSION, 'FHIR-Dry-Run'],
      },
    },
    failures: ['BadDelete', 'DeleteConflict', 'VersionConflict', ...ALWAYS],
  },
};

/** Interactions that select their resource by criteria, as in `?identifier=…`. */
export const CONDITIONAL: Readonly<Partial<Record<Interaction, InteractionDoc>>> = {
  update: {
    ...INTERACTIONS.update,
    verb: 'conditionalUpdate',
    summary: (type) => `Replace the ${type} with an identifier, or create it`,
    description:
      'Like an update by id, for the one resource that matches the criteria. If none matches, one is created: with the id of the body if clients may choose ids, otherwise with a new one. 412 if several match. If several clients send the same request at once, only one of them creates the resource.',
  },
  patch: {
    ...INTERACTIONS.patch,
    verb: 'conditionalPatch',
    summary: (type) => `Change parts of the ${type} with an identifier`,
    description:
      'Like a patch by id, for the one resource that matches the criteria: 404 if none matches, 412 if several do. An operation whose path matches nothing also results in 404, with the path as `expression`.',
  },
  delete: {
    ...INTERACTIONS.delete,
    verb: 'conditionalDelete',
    summary: (type) => `Delete the ${type} with an identifier`,
    description:
      'Deletes the resources that match the criteria; also succeeds if none does. 412 if more match than the server deletes at once: one, unless it is configured otherwise.',
  },
};

/** `POST [type]/_search`, the same search with a form. */
export const SEARCH_BY_POST: InteractionDoc = {
  ...INTERACTIONS['search-type'],
  verb: 'searchByPost',
  summary: (type) => `Search ${type} with a form`,
  description:
    'Like a search by `GET`, with the parameters in the body: for parameters that are too long for a URL, or must not appear in logs. Parameters in the URL count too.',
  // `_format` is a field of the form; declaring it as a query parameter too would confuse client generators.
  parameters: ['Prefer-search', '_pretty', 'Accept-Language', 'X-Request-Id'],
  request: 'search',
  failures: ['BadSearch', 'TooLarge', 'NoForm', ...ALWAYS],
};
