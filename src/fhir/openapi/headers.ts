import { APPLIED_RULES, DRY_RUN, WARNINGS } from '../rest/replies';
import { type Header, ref, type Ref } from './openapi-types';

/** Headers of answers, as components. */
export const headers = {
  ETag: { description: 'The version, to be sent back as `If-Match`.', schema: { type: 'string' }, example: 'W/"3"' },
  'Last-Modified': {
    description: 'When the version was written.',
    schema: { type: 'string' },
    example: 'Sat, 31 Jan 2026 08:00:00 GMT',
  },
  Location: { description: 'Where the new version can be read.', schema: { type: 'string', format: 'uri' } },
  'Content-Location': {
    description: 'Where the version that is stored now can be read.',
    schema: { type: 'string', format: 'uri' },
  },
  'Content-Language': {
    description: 'The language of what an OperationOutcome says, chosen by `Accept-Language`.',
    schema: { type: 'string' },
    example: 'fr',
  },
  'Preference-Applied': {
    description: 'What of `Prefer` was followed.',
    schema: { type: 'string' },
    example: 'return=minimal',
  },
  [WARNINGS]: {
    description:
      'How many warnings there are, such as profiles that are not met; `Prefer: return=OperationOutcome` lists them.',
    schema: { type: 'integer' },
  },
  [APPLIED_RULES]: {
    description: 'Names of the leniencies that were used on the request; absent when none was.',
    schema: { type: 'string' },
  },
  [DRY_RUN]: {
    description: '`true` where the answer tells what would have been stored; then there is no ETag and no Location.',
    schema: { type: 'string' },
  },
  Allow: { description: 'Methods served at this address.', schema: { type: 'string' }, example: 'GET, HEAD, PATCH' },
  'Accept-Patch': { description: 'Media types `PATCH` takes.', schema: { type: 'string' } },
  'Accept-Post': { description: 'Media types `POST` takes.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: { type: 'integer' }, example: 5 },
  'X-Request-Id': { description: 'The request in the logs of the server.', schema: { type: 'string' } },
} as const satisfies Record<string, Header>;

export type HeaderName = keyof typeof headers;

/** References to headers. Every answer has the id of its request. */
export function headerRefs(names: readonly HeaderName[]): Record<string, Ref> {
  return Object.fromEntries([...names, 'X-Request-Id' as const].map((name) => [name, ref('headers', name)]));
}
