import type { IncomingHttpHeaders } from 'node:http';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { EntityTagCondition } from '../model/entity-tag';
import type { StoredVersion } from '../ports/versions';
import { isLater } from '../service/write-conditions';
import { conditionsOf } from './conditions';

/**
 * R4 uses `If-Match` for writes only; HTTP forbids any method whose condition is false.
 * @throws FhirError `version-conflict` (412) when `If-Match` or `If-Unmodified-Since` is false; `invalid-request` (400)
 * for an unreadable `If-Match`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function assertRead(headers: IncomingHttpHeaders, { versionId, lastUpdated }: StoredVersion): void {
  if (headers['if-match'] === undefined && headers['if-unmodified-since'] === undefined) return;
  const { 'if-match': tag, 'if-unmodified-since': date } = headers;
  const { ifMatch, ifUnmodifiedSince } = conditionsOf({
    ...(tag !== undefined && { 'if-match': tag }),
    ...(date !== undefined && { 'if-unmodified-since': date }),
  });
  if (ifMatch) {
    if (ifMatch.matches(versionId)) return;
    const text = say`The resource is at version ${versionId}, but If-Match asks for ${ifMatch.toString()}`;
    throw new FhirError('version-conflict', text, [{ text, hint: WITHOUT, expression: 'http.if-match' }]);
  }
  if (ifUnmodifiedSince === undefined || !isLater(lastUpdated, ifUnmodifiedSince)) return;
  const text = say`The resource was written after ${ifUnmodifiedSince.toUTCString()}, which If-Unmodified-Since names`;
  throw new FhirError('version-conflict', text, [{ text, hint: WITHOUT, expression: 'http.if-unmodified-since' }]);
}

const WITHOUT = say`Leave the condition out to read the resource as it is.`;

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
