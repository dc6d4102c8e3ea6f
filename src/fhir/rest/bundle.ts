import { LongText, type TextPiece } from './long-text';

/** The members of a Bundle besides its entries. */
export interface BundleHead {
  readonly type: 'history' | 'searchset' | 'batch-response' | 'transaction-response';
  readonly total?: number;
  /** The Bundle is complete up to this instant. */
  readonly lastUpdated?: string | undefined;
  /** URLs by relation: `self`, `next` … */
  readonly links: Readonly<Record<string, string>>;
}

/** The last piece of an entry whose resource is a piece of its own. */
const END = '}';

/** A Bundle as FHIR JSON text. @param entries results of `bundleEntry`, in order; each may be in pieces */
export function bundleText(
  { type, total, lastUpdated, links }: BundleHead,
  entries: readonly (string | readonly TextPiece[])[],
): LongText {
  const link = Object.entries(links).map(([relation, url]) => ({ relation, url }));
  const head = JSON.stringify({
    resourceType: 'Bundle',
    ...(lastUpdated !== undefined && { meta: { lastUpdated } }),
    type,
    ...(total !== undefined && { total }),
    link,
  });
  if (entries.length === 0) return new LongText([head]);
  const pieces: TextPiece[] = [];
  // The end of an entry and the beginning of the next are one piece: each costs as much as encoding 500 bytes.
  let before = `${head.slice(0, -1)},"entry":[`;
  for (const entry of entries) {
    const [first = '', ...rest] = typeof entry === 'string' ? [entry] : entry;
    const isClosed = rest.at(-1) === END;
    if (isClosed) rest.pop();
    if (typeof first === 'string') pieces.push(before + first, ...rest);
    else pieces.push(before, first, ...rest);
    before = isClosed ? `${END},` : ',';
  }
  pieces.push(`${before.slice(0, -1)}]}`);
  return new LongText(pieces);
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
