import type { IncomingHttpHeaders } from 'node:http';
import { EntityTagCondition } from '../model/entity-tag';

/**
 * What the conditions of a GET say about a file: `changed` when it is not the one the client has a part of (412),
 * `known` when the client has all of it (304). A file has no `Last-Modified`, so conditions on dates hold.
 * @param etag strong ETag of the file in the representation sent
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function conditionOf(headers: IncomingHttpHeaders, etag: string): 'changed' | 'known' | undefined {
  const opaque = etag.slice(1, -1);
  const { 'if-match': wanted, 'if-none-match': had } = headers;
  if (wanted !== undefined && !EntityTagCondition.read(wanted)?.matches(opaque)) return 'changed';
  return had !== undefined && EntityTagCondition.read(had)?.matches(opaque) ? 'known' : undefined;
}
