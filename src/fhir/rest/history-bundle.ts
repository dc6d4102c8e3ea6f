import { weakETag } from '../model/entity-tag';
import type { HistoryPage, StoredVersion, WriteInteraction } from '../ports/resource-store';

const METHODS = { create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const satisfies Record<
  WriteInteraction,
  string
>;

export interface HistoryLinks {
  readonly self: string;
  readonly next?: string;
}

/**
 * The history of an instance as FHIR JSON text. Stored resources are spliced in as they stand, never parsed.
 * @param shown the text of each version as the client may see it, in the order of the page
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function historyBundle(
  page: HistoryPage,
  shown: readonly string[],
  baseUrl: string,
  { self, next }: HistoryLinks,
): string {
  const link = [{ relation: 'self', url: self }, ...(next ? [{ relation: 'next', url: next }] : [])];
  const head = JSON.stringify({ resourceType: 'Bundle', type: 'history', total: page.total, link });
  if (page.versions.length === 0) return head;
  const entries = page.versions.map((version, i) => entry(version, shown[i] ?? '', baseUrl));
  return `${head.slice(0, -1)},"entry":[${entries.join(',')}]}`;
}

function entry(version: StoredVersion, json: string, baseUrl: string): string {
  const { type, id, versionId, lastUpdated, interaction } = version;
  const facts = JSON.stringify({
    fullUrl: `${baseUrl}/${type}/${id}`,
    request: { method: METHODS[interaction], url: interaction === 'create' ? type : `${type}/${id}` },
    response: {
      status: { create: '201', update: '200', patch: '200', delete: '204' }[interaction],
      etag: weakETag(versionId),
      lastModified: lastUpdated.toISOString(),
    },
  });
  return version.json === null ? facts : `${facts.slice(0, -1)},"resource":${json}}`;
}
