import { LongText } from './long-text';

/** The members of a Bundle besides its entries. */
export interface BundleHead {
  readonly type: 'history' | 'searchset' | 'batch-response' | 'transaction-response';
  readonly total?: number;
  /** The Bundle is complete up to this instant. */
  readonly lastUpdated?: string | undefined;
  /** URLs by relation: `self`, `next` … */
  readonly links: Readonly<Record<string, string>>;
}

/** A Bundle as FHIR JSON text. @param entries results of `bundleEntry`, in order */
export function bundleText({ type, total, lastUpdated, links }: BundleHead, entries: readonly string[]): LongText {
  const link = Object.entries(links).map(([relation, url]) => ({ relation, url }));
  const head = JSON.stringify({
    resourceType: 'Bundle',
    ...(lastUpdated !== undefined && { meta: { lastUpdated } }),
    type,
    ...(total !== undefined && { total }),
    link,
  });
  if (entries.length === 0) return new LongText([head]);
  const rest = entries.map((entry, index) => (index === 0 ? entry : `,${entry}`));
  return new LongText([`${head.slice(0, -1)},"entry":[`, ...rest, ']}']);
}

/**
 * An entry of a Bundle as FHIR JSON text.
 * @param facts members besides the resource; at least one
 * @param resource JSON text of the resource, inserted unchanged; null when there is none
 */
export function bundleEntry(facts: object, resource: string | null): string {
  const text = JSON.stringify(facts);
  return resource === null ? text : `${text.slice(0, -1)},"resource":${resource}}`;
}
