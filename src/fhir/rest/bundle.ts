/** What a Bundle says besides its entries. */
export interface BundleHead {
  readonly type: 'history' | 'searchset' | 'batch-response' | 'transaction-response';
  readonly total?: number;
  /** Instant that it is complete up to. */
  readonly lastUpdated?: string | undefined;
  /** Addresses by their relation: `self`, `next` … */
  readonly links: Readonly<Record<string, string>>;
}

/** A Bundle as FHIR JSON text. @param entries texts of `bundleEntry`, in their order */
export function bundleText({ type, total, lastUpdated, links }: BundleHead, entries: readonly string[]): string {
  const link = Object.entries(links).map(([relation, url]) => ({ relation, url }));
  const head = JSON.stringify({
    resourceType: 'Bundle',
    ...(lastUpdated !== undefined && { meta: { lastUpdated } }),
    type,
    ...(total !== undefined && { total }),
    link,
  });
  return entries.length === 0 ? head : `${head.slice(0, -1)},"entry":[${entries.join(',')}]}`;
}

/**
 * One entry of a Bundle as FHIR JSON text.
 * @param facts all but the resource; at least one member
 * @param resource its JSON text, which goes in as it stands; null: there is none
 */
export function bundleEntry(facts: object, resource: string | null): string {
  const text = JSON.stringify(facts);
  return resource === null ? text : `${text.slice(0, -1)},"resource":${resource}}`;
}
