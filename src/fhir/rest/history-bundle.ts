import { weakETag } from '../model/entity-tag';
import type { HistoryPage, StoredVersion, WriteInteraction } from '../ports/versions';
import { bundleEntry, bundleText } from './bundle';
import type { LongText } from './long-text';

const METHODS = { create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const satisfies Record<
  WriteInteraction,
  string
>;
const STATUSES = { create: '201', update: '200', patch: '200', delete: '204' } as const satisfies Record<
  WriteInteraction,
  string
>;

/** Link relation from a version to its Provenance. @see https://www.w3.org/TR/prov-aq/#resource-represented-as-html */
export const PROVENANCE = 'http://www.w3.org/ns/prov#has_provenance';

export interface HistoryTold extends Pick<HistoryPage, 'versions'> {
  /** Absent when it was not counted. */
  readonly total?: number | undefined;
  readonly lastUpdated?: string | undefined;
}

/**
 * A history as FHIR JSON text. Stored resources are inserted without parsing them.
 * @param shown text of each version as the client may see it, in page order
 * @param provenance for each version the reference of its Provenance, relative to the base, if there is one
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function historyBundle(
  { versions, total, lastUpdated }: HistoryTold,
  shown: readonly string[],
  baseUrl: string,
  links: Readonly<Record<string, string>>,
  provenance: readonly (string | undefined)[] = [],
): LongText {
  const entries = versions.map((version, i) => entry(version, shown[i] ?? '', baseUrl, provenance[i]));
  return bundleText({ type: 'history', ...(total !== undefined && { total }), lastUpdated, links }, entries);
}

/** A PUT creates a resource that did not exist (versions are counted from 1) or was deleted. */
function isCreation({ interaction, versionId, overDeletion }: StoredVersion): boolean {
  return interaction === 'update' && (versionId === '1' || overDeletion === true);
}

function entry(version: StoredVersion, json: string, baseUrl: string, provenance: string | undefined): string {
  const { type, id, versionId, lastUpdated, interaction } = version;
  const facts = {
    ...(provenance !== undefined && { link: [{ relation: PROVENANCE, url: `${baseUrl}/${provenance}` }] }),
    fullUrl: `${baseUrl}/${type}/${id}`,
    request: { method: METHODS[interaction], url: interaction === 'create' ? type : `${type}/${id}` },
    response: {
      status: isCreation(version) ? STATUSES.create : STATUSES[interaction],
      etag: weakETag(versionId),
      lastModified: lastUpdated.toISOString(),
    },
  };
  return bundleEntry(facts, version.json === null ? null : json);
}
