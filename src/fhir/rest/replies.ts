import { Outcome } from '../errors/operation-outcome';
import type { IssueDetail } from '../errors/fhir-error';
import { ENGLISH, say, type Language, type Text } from '../messages';
import { weakETag } from '../model/entity-tag';
import type { AppliedRule } from '../patch/patch-dialect';
import type { StoredVersion } from '../ports/versions';
import type { WriteOutcome } from '../service/write-plan';
import { FhirReply } from './fhir-reply';
import { LongText } from './long-text';
import type { Preferences } from './preferences';
import { type Searchset, searchsetBundle } from './search/searchset-bundle';

/** Lists the lenient rules applied to a request; absent when there are none. */
export const APPLIED_RULES = 'FHIR-Applied-Rules';

/** Number of warnings; `Prefer: return=OperationOutcome` returns them. */
export const WARNINGS = 'FHIR-Warnings';

/** Marks the answer to a dry run. */
export const DRY_RUN = 'FHIR-Dry-Run';

/** @see https://hl7.org/fhir/R4/http.html#versioning */
export function versionHeaders({ versionId, lastUpdated }: StoredVersion): Record<string, string> {
  return { ETag: weakETag(versionId), 'Last-Modified': lastUpdated.toUTCString() };
}

/** @param json the resource as the client may see it */
export function readReply(version: StoredVersion, json: string | Uint8Array): FhirReply {
  const body = typeof json === 'string' ? json : new LongText([json]);
  return new FhirReply(200, versionHeaders(version), body, version.lastUpdated);
}

export function notModifiedReply(version: StoredVersion): FhirReply {
  return new FhirReply(304, versionHeaders(version), undefined, version.lastUpdated);
}

/** The requested range is outside the file. @see https://www.rfc-editor.org/rfc/rfc9110#status.416 */
export function rangeReply(bytes: number): FhirReply {
  const text = say`The file has ${bytes} bytes, none of which are in the requested Range`;
  const hint = say`Write Range: bytes=first-last, counted from 0, or leave it out.`;
  return new FhirReply(416, { 'Content-Range': `bytes */${bytes}` }, new Outcome([{ code: 'value', text, hint }]));
}

/** The client has this file already. */
export function knownFileReply(etag: string): FhirReply {
  return new FhirReply(304, { ETag: etag });
}

/** The file is not the one that `If-Match` names. */
export function changedFileReply(): FhirReply {
  const text = say`The file is not the one that If-Match names`;
  const hint = say`Fetch all of it, without If-Match.`;
  return new FhirReply(412, {}, new Outcome([{ code: 'conflict', text, hint, expression: 'http.if-match' }]));
}

/** A Bundle has no version of its own. */
export function bundleReply(json: LongText): FhirReply {
  return new FhirReply(200, {}, json);
}

/** @param applied the client's preferences that were followed */
export function searchReply(searchset: Searchset, applied: Preferences = {}): FhirReply {
  const inLanguage = (language: Language): LongText => searchsetBundle(searchset, language);
  const isSpoken = (searchset.warnings ?? []).length > 0;
  const rules = (searchset.applied ?? []).map(({ rule }) => rule).join(', ');
  const headers = { ...preferenceHeaders(applied), ...(rules && { [APPLIED_RULES]: rules }) };
  return new FhirReply(200, headers, isSpoken ? { in: inLanguage } : inLanguage(ENGLISH));
}

/** @see https://www.rfc-editor.org/rfc/rfc7240#section-3 */
function preferenceHeaders(applied: Preferences): Record<string, string> {
  if (!applied.return && !applied.handling) return {};
  const names = (['return', 'handling'] as const).flatMap((name) =>
    applied[name] ? [`${name}=${applied[name]}`] : [],
  );
  return names.length > 0 ? { 'Preference-Applied': names.join(', ') } : {};
}

/** Facts needed for the answer to a write. */
export interface WriteTelling {
  readonly baseUrl: string;
  /** Versions have their own URL. */
  readonly hasVersions: boolean;
  /** The resource as the client may see it. */
  readonly json: string;
  readonly dryRun: boolean;
}

/** @see https://hl7.org/fhir/R4/http.html#ops for `Prefer: return` */
export function writeReply(
  outcome: WriteOutcome,
  preferences: Preferences,
  { baseUrl, hasVersions, json, dryRun }: WriteTelling,
): FhirReply {
  const { version, created, applied, found } = outcome;
  const { type, id, versionId } = version;
  const rules = [...new Set(applied.map(({ rule }) => rule))].join(', ');
  const warnings = outcome.notes.filter(({ severity }) => severity === 'warning').length;
  const address = `${baseUrl}/${type}/${id}${hasVersions ? `/_history/${versionId}` : ''}`;
  const headers = {
    // A dry run makes no version that could be referred to.
    ...(dryRun ? { [DRY_RUN]: 'true' } : versionHeaders(version)),
    // A client that addresses a resource by criteria learns its URL.
    ...(!dryRun && { [created || found ? 'Location' : 'Content-Location']: address }),
    ...(rules && { [APPLIED_RULES]: rules }),
    ...(warnings > 0 && { [WARNINGS]: String(warnings) }),
    ...preferenceHeaders(preferences),
  };
  const status = created ? 201 : 200;
  const lastUpdated = dryRun ? undefined : version.lastUpdated;
  if (preferences.return === 'minimal') return new FhirReply(status, headers, undefined, lastUpdated);
  const body = preferences.return === 'OperationOutcome' ? new Outcome(writeIssues(outcome, dryRun)) : json;
  return new FhirReply(status, headers, body, lastUpdated);
}

/** @param deletion undefined when there was nothing to delete */
export function deleteReply(deletion: StoredVersion | undefined, dryRun: boolean): FhirReply {
  if (dryRun) return new FhirReply(204, { [DRY_RUN]: 'true' });
  return new FhirReply(204, deletion && versionHeaders(deletion), undefined, deletion?.lastUpdated);
}

/** The issues of a write: the result, the repairs, and the notes. */
export function writeIssues(
  { version, created, changed, found, applied, notes }: WriteOutcome,
  dryRun: boolean,
): readonly IssueDetail[] {
  const { type, id, versionId } = version;
  const name = `${type}/${id}`;
  const summary: IssueDetail = {
    severity: 'information',
    code: 'informational',
    text: dryRun ? wouldBe(version, changed) : is(name, versionId, { created, changed, ...(found && { found }) }),
  };
  return [summary, ...applied.map(ruleIssue), ...notes];
}

/** A dry run of a create does not mention the id, which will not be used. */
function wouldBe({ type, id, interaction }: StoredVersion, changed: boolean): Text {
  if (interaction === 'create' && changed) {
    return say`A new ${type} would be stored: this was a dry run, and nothing was stored.`;
  }
  const name = `${type}/${id}`;
  return changed
    ? say`${name} would be stored: this was a dry run, and nothing was stored.`
    : say`${name} would stay as it is: this was a dry run, and nothing was stored.`;
}

function is(name: string, versionId: string, { created, changed, found }: WhatBecame): Text {
  if (found) return say`${name} already matches the criteria, at version ${versionId}: nothing was stored.`;
  if (created) return say`${name} was created.`;
  return changed
    ? say`${name} is now at version ${versionId}.`
    : say`${name} already has this content at version ${versionId}: nothing was stored.`;
}

type WhatBecame = Pick<WriteOutcome, 'created' | 'changed' | 'found'>;

function ruleIssue({ rule, text, expression }: AppliedRule): IssueDetail {
  return {
    severity: 'warning',
    code: 'structure',
    text,
    hint: say`Rule ${rule}; Prefer: handling=strict turns it off.`,
    expression,
  };
}
