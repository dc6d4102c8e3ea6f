import { weakETag } from '../model/entity-tag';
import { isDeletion, type HistoryPage, type StoredVersion, type WriteInteraction } from '../ports/versions';
import { bundleText } from './bundle';
import type { LongText, TextPiece } from './long-text';

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
 * @param shown text of each version as the client may see it, or the UTF-8 of it, in page order
 * @param provenance for each version the reference of its Provenance, relative to the base, if there is one
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function historyBundle(
  { versions, total, lastUpdated }: HistoryTold,
  shown: readonly TextPiece[],
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

function entry(
  version: StoredVersion,
  json: TextPiece,
  baseUrl: string,
  provenance: string | undefined,
): readonly TextPiece[] {
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
  const told = JSON.stringify(facts);
  // In pieces: joined to another text, that of the resource would be copied.
  return isDeletion(version) ? [told] : [`${told.slice(0, -1)},"resource":`, json, '}'];
}
