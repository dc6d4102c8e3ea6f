import type { IncomingHttpHeaders } from 'node:http';
import { EntityTagCondition } from '../model/entity-tag';
import type { StoredVersion } from '../ports/versions';

/**
 * True when the client already has this version (304). `If-None-Match` takes precedence over `If-Modified-Since`; an
 * unreadable header only costs the client a full answer.
 * @see https://hl7.org/fhir/R4/http.html#cread
 */
export function isKnown(headers: IncomingHttpHeaders, { versionId, lastUpdated }: StoredVersion): boolean {
  const tag = headers['if-none-match'];
  if (tag !== undefined) return EntityTagCondition.read(tag)?.matches(versionId) ?? false;
  const since = headers['if-modified-since'];
  if (since === undefined) return false;
  // HTTP dates have whole seconds, so compare with the version's second.
  return Math.floor(lastUpdated.getTime() / 1_000) * 1_000 <= Date.parse(since);
}
