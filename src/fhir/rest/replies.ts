import { operationOutcome } from '../errors/operation-outcome';
import type { IssueDetail } from '../errors/fhir-error';
import { weakETag } from '../model/entity-tag';
import type { AppliedRule } from '../patch/patch-dialect';
import type { StoredVersion } from '../ports/resource-store';
import type { WriteOutcome } from '../service/write-pipeline';
import { FhirReply } from './fhir-reply';
import type { Preferences } from './preferences';

/** Names the leniencies that were used on a request; absent when none was. */
export const APPLIED_RULES = 'FHIR-Applied-Rules';

/** How many warnings there are; `Prefer: return=OperationOutcome` tells them. */
export const WARNINGS = 'FHIR-Warnings';

/** Marks an answer that tells what would have been stored. */
export const DRY_RUN = 'FHIR-Dry-Run';

/** @see https://hl7.org/fhir/R4/http.html#versioning */
export function versionHeaders({ versionId, lastUpdated }: StoredVersion): Record<string, string> {
  return { ETag: weakETag(versionId), 'Last-Modified': lastUpdated.toUTCString() };
}

/** @param json the resource as the client may see it */
export function readReply(version: StoredVersion, json: string): FhirReply {
  return new FhirReply(200, versionHeaders(version), json);
}

export function notModifiedReply(version: StoredVersion): FhirReply {
  return new FhirReply(304, versionHeaders(version));
}

/** A Bundle has no version of its own. */
export function bundleReply(json: string): FhirReply {
  return new FhirReply(200, {}, json);
}

/** @see https://hl7.org/fhir/R4/http.html#ops for `Prefer: return` */
export function writeReply(
  outcome: WriteOutcome,
  preferences: Preferences,
  { baseUrl, json, dryRun }: { readonly baseUrl: string; readonly json: string; readonly dryRun: boolean },
): FhirReply {
  const { version, created, applied } = outcome;
  const { type, id, versionId } = version;
  const rules = [...new Set(applied.map(({ rule }) => rule))].join(', ');
  const warnings = outcome.notes.filter(({ severity }) => severity === 'warning').length;
  const headers = {
    // A dry run makes no version that anybody could refer to.
    ...(dryRun ? { [DRY_RUN]: 'true' } : versionHeaders(version)),
    ...(created && !dryRun && { Location: `${baseUrl}/${type}/${id}/_history/${versionId}` }),
    ...(rules && { [APPLIED_RULES]: rules }),
    ...(warnings > 0 && { [WARNINGS]: String(warnings) }),
    ...(preferences.return && { 'Preference-Applied': `return=${preferences.return}` }),
  };
  const body = { minimal: undefined, representation: json, OperationOutcome: outcomeJson(outcome, dryRun) };
  return new FhirReply(created ? 201 : 200, headers, body[preferences.return ?? 'representation']);
}

/** @param deletion undefined when there was nothing to delete */
export function deleteReply(deletion: StoredVersion | undefined, dryRun: boolean): FhirReply {
  return new FhirReply(204, dryRun ? { [DRY_RUN]: 'true' } : deletion && versionHeaders(deletion));
}

function outcomeJson({ version, created, changed, applied, notes }: WriteOutcome, dryRun: boolean): string {
  const name = `${version.type}/${version.id}`;
  const text = dryRun
    ? `${name} would ${changed ? 'be stored' : 'stay as it is'}: this was a dry run, and nothing was stored.`
    : `${name} ${done({ version, created, changed })}`;
  const summary: IssueDetail = { severity: 'information', code: 'informational', text };
  return JSON.stringify(operationOutcome([summary, ...applied.map(ruleIssue), ...notes]));
}

function done({ version, created, changed }: Pick<WriteOutcome, 'version' | 'created' | 'changed'>): string {
  if (created) return 'was created.';
  return changed
    ? `is now at version ${version.versionId}.`
    : `already says so at version ${version.versionId}: nothing was stored.`;
}

function ruleIssue({ rule, text, expression }: AppliedRule): IssueDetail {
  return {
    severity: 'warning',
    code: 'structure',
    text,
    hint: `Rule ${rule}; Prefer: handling=strict turns it off.`,
    expression,
  };
}
