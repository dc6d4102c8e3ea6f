import type { Request } from 'express';
import type { StoredVersion } from '../ports/versions';
import type { WriteOutcome } from '../service/write-plan';
import { assertRead, isKnown } from './conditional-read';
import { exchangeOf } from './exchange';
import type { FhirReply } from './fhir-reply';
import { HTML_FORMAT } from './formats/formats';
import { preferencesOf } from './preferences';
import { deleteReply, notModifiedReply, readReply, writeReply } from './replies';

/** The result of a handler, independent of HTTP; it is turned into a reply when the handler is done. */
export interface FhirResult {
  /** @param baseUrl base URL of this server, without a trailing slash */
  reply(request: Request, baseUrl: string): FhirReply | Promise<FhirReply>;
}

export function isResult(value: unknown): value is FhirResult {
  return typeof value === 'object' && value !== null && typeof (value as Partial<FhirResult>).reply === 'function';
}

/**
 * A version was read.
 * @param show returns its JSON text as the client may see it; not called when the client has the version
 */
export class VersionRead implements FhirResult {
  constructor(
    private readonly version: StoredVersion,
    private readonly show: () => Promise<string | Uint8Array>,
  ) {}

  /** A page is always sent: a tag says nothing about the language of the page that a client has. */
  reply(request: Request): FhirReply | Promise<FhirReply> {
    const { version } = this;
    assertRead(request.headers, version);
    if (isKnown(request.headers, version) && exchangeOf(request).form?.format !== HTML_FORMAT)
      return notModifiedReply(version);
    return this.show().then((json) => readReply(version, json));
  }
}

/**
 * A resource was written.
 * @param json its text as the client may see it; undefined when it may not read the resource.
 * @param told `hasVersions`: versions have their own URL
 */
export class ResourceWritten implements FhirResult {
  constructor(
    private readonly outcome: WriteOutcome,
    private readonly json: string | undefined,
    private readonly told: { readonly dryRun: boolean; readonly hasVersions: boolean },
  ) {}

  reply(request: Request, baseUrl: string): FhirReply {
    const { outcome, json, told } = this;
    const preferences = preferencesOf(request);
    if (json !== undefined) return writeReply(outcome, preferences, { ...told, baseUrl, json });
    const kept =
      preferences.return === 'OperationOutcome' ? preferences : { ...preferences, return: 'minimal' as const };
    // Whether a dry run would change something tells what is stored.
    const unread = told.dryRun ? { ...outcome, changed: true } : outcome;
    return writeReply(unread, kept, { ...told, baseUrl, json: '' });
  }
}

/** A resource was deleted. @param deletion undefined when there was nothing to delete */
export class ResourceDeleted implements FhirResult {
  constructor(
    private readonly deletion: StoredVersion | undefined,
    private readonly dryRun: boolean,
  ) {}

  reply(): FhirReply {
    return deleteReply(this.deletion, this.dryRun);
  }
}
