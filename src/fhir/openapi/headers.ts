import { APPLIED_RULES, DRY_RUN, WARNINGS } from '../rest/replies';
import { type Header, ref, type Ref } from './openapi-types';

/** Headers of answers, as components. */
export const headers = {
  ETag: { description: 'The version, to send back as `If-Match`.', schema: { type: 'string' }, example: 'W/"3"' },
  'Last-Modified': {
    description: 'When the version was written.',
    schema: { type: 'string' },
    example: 'Sat, 31 Jan 2026 08:00:00 GMT',
  },
  Location: { description: 'Address of the new version.', schema: { type: 'string', format: 'uri' } },
  'Content-Location': {
    description: 'Address of the version that is stored now.',
    schema: { type: 'string', format: 'uri' },
  },
  'Content-Language': {
    description: 'The language of the texts in an OperationOutcome, or of a page, selected by `Accept-Language`.',
    schema: { type: 'string' },
    example: 'fr',
  },
  'Preference-Applied': {
    description: 'The preferences of `Prefer` that were honoured.',
    schema: { type: 'string' },
    example: 'return=minimal',
  },
  [WARNINGS]: {
    description: 'Number of warnings, such as violations of profiles; `Prefer: return=OperationOutcome` lists them.',
    schema: { type: 'integer' },
  },
  [APPLIED_RULES]: {
    description: 'Names of the repairs that were applied to the request; absent if there were none.',
    schema: { type: 'string' },
  },
  [DRY_RUN]: {
    description: '`true` if the response shows what would have been stored; it then has no `ETag` and no `Location`.',
    schema: { type: 'string' },
  },
  Allow: {
    description: 'Methods served at this address.',
    schema: { type: 'string' },
    example: 'GET, HEAD, PATCH, OPTIONS',
  },
  'Accept-Patch': { description: 'Media types that `PATCH` accepts.', schema: { type: 'string' } },
  'Accept-Post': { description: 'Media types that `POST` accepts.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: { type: 'integer' }, example: 5 },
  'X-Request-Id': { description: 'Identifies the request in the logs of the server.', schema: { type: 'string' } },
} as const satisfies Record<string, Header>;

export type HeaderName = keyof typeof headers;

/** References to headers. Every answer has the id of its request. */
export function headerRefs(names: readonly HeaderName[]): Record<string, Ref> {
  return Object.fromEntries([...names, 'X-Request-Id' as const].map((name) => [name, ref('headers', name)]));
}
