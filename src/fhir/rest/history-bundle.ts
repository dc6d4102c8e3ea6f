import { weakETag } from '../model/entity-tag';
import type { HistoryPage, StoredVersion, WriteInteraction } from '../ports/versions';
import { bundleEntry, bundleText } from './bundle';

const METHODS = { create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const satisfies Record<
  WriteInteraction,
  string
>;
const STATUSES = { create: '201', update: '200', patch: '200', delete: '204' } as const satisfies Record<
  WriteInteraction,
  string
>;

export interface HistoryTold extends Pick<HistoryPage, 'versions'> {
  /** Absent: nobody counted. */
  readonly total?: number | undefined;
  readonly lastUpdated?: string | undefined;
}

/**
 * A history as FHIR JSON text. Stored resources are spliced in as they stand, never parsed.
 * @param shown the text of each version as the client may see it, in the order of the page
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function historyBundle(
  { versions, total, lastUpdated }: HistoryTold,
  shown: readonly string[],
  baseUrl: string,
  links: Readonly<Record<string, string>>,
): string {
  const entries = versions.map((version, i) => entry(version, shown[i] ?? '', baseUrl));
  return bundleText({ type: 'history', ...(total !== undefined && { total }), lastUpdated, links }, entries);
}

function entry(version: StoredVersion, json: string, baseUrl: string): string {
  const { type, id, versionId, lastUpdated, interaction } = version;
  const facts = {
    fullUrl: `${baseUrl}/${type}/${id}`,
    request: { method: METHODS[interaction], url: interaction === 'create' ? type : `${type}/${id}` },
    response: {
      status: STATUSES[interaction],
      etag: weakETag(versionId),
      lastModified: lastUpdated.toISOString(),
    },
  };
  return bundleEntry(facts, version.json === null ? null : json);
}
