import { FhirError } from '../errors/fhir-error';
import { weakETag, type EntityTagCondition } from '../model/entity-tag';
import type { StoredVersion } from '../ports/versions';
import { say } from '../messages';

/** Conditions of a client on the current version. */
export interface WriteConditions {
  readonly ifMatch?: EntityTagCondition;
  readonly ifNoneMatch?: EntityTagCondition;
  /** The version must have been written in this second or before. */
  readonly ifUnmodifiedSince?: Date;
}

/**
 * @param current the current version; a deletion counts as no version
 * @param isTold whether the client may learn which version is current
 * @throws FhirError `version-conflict` (412) when a condition does not hold; `invalid-request` (400) when `If-Match` is
 * required and missing
 * @see https://hl7.org/fhir/R4/http.html#concurrency
 */
export function assertConditions(
  { ifMatch, ifNoneMatch, ifUnmodifiedSince }: WriteConditions,
  current: StoredVersion | undefined,
  demanded: boolean,
  isTold: boolean,
): void {
  const version = current?.json === null ? undefined : current?.versionId;
  if (ifMatch && !ifMatch.matches(version)) throw isTold || !version ? stale(ifMatch, version) : staleUntold(ifMatch);
  // An entity tag is more precise, so If-Match takes precedence (RFC 9110, 13.2.2).
  if (!ifMatch && ifUnmodifiedSince && version !== undefined && isLater(current!.lastUpdated, ifUnmodifiedSince))
    throw modified(ifUnmodifiedSince);
  if (ifNoneMatch?.matches(version)) throw exists(ifNoneMatch, isTold ? version : undefined);
  if (demanded && !ifMatch && version !== undefined) throw missing(isTold ? version : undefined);
}

function stale(condition: EntityTagCondition, version: string | undefined): FhirError {
  const text = version
    ? say`The resource is at version ${version}, but If-Match asks for ${condition.toString()}`
    : say`If-Match asks for ${condition.toString()}, but the resource does not exist`;
  const hint = version
    ? say`Read the resource again, apply your change to what you read, and send its ETag as If-Match.`
    : say`If-Match is for a resource that is there. Leave it out to create one.`;
  return new FhirError('version-conflict', text, [{ text, hint, expression: 'http.if-match' }]);
}

function staleUntold(condition: EntityTagCondition): FhirError {
  const text = say`The resource is not at the version that If-Match asks for, ${condition.toString()}`;
  return new FhirError('version-conflict', text, [{ text, expression: 'http.if-match' }]);
}

/** HTTP dates have whole seconds. */
export function isLater(lastUpdated: Date, since: Date): boolean {
  return Math.floor(lastUpdated.getTime() / 1_000) > Math.floor(since.getTime() / 1_000);
}

function modified(since: Date): FhirError {
  const text = say`The resource was written after ${since.toUTCString()}, which If-Unmodified-Since names`;
  const hint = say`Read the resource again, apply your change to what you read, and send its ETag as If-Match.`;
  return new FhirError('version-conflict', text, [{ text, hint, expression: 'http.if-unmodified-since' }]);
}

function exists(condition: EntityTagCondition, version: string | undefined): FhirError {
  const text =
    version === undefined
      ? say`The resource exists, and If-None-Match: ${condition.toString()} forbids that`
      : say`The resource exists at version ${version}, and If-None-Match: ${condition.toString()} forbids that`;
  return new FhirError('version-conflict', text, [{ text, expression: 'http.if-none-match' }]);
}

function missing(version: string | undefined): FhirError {
  const text = say`This server does not accept writes to existing resources without If-Match`;
  const hint =
    version === undefined
      ? say`Send the ETag of your last write of the resource as If-Match.`
      : say`Send the ETag of the version you read, such as If-Match: ${weakETag(version)}`;
  return new FhirError('invalid-request', text, [{ code: 'required', text, hint, expression: 'http.if-match' }]);
}
