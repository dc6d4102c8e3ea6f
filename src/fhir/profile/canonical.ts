/** A canonical reference: `url|version`. The fragment that refers to a contained definition is not part of it. */
export interface Canonical {
  readonly url: string;
  readonly version?: string;
}

/** @see https://hl7.org/fhir/R4/references.html#canonical */
export function parseCanonical(text: string): Canonical {
  const bar = text.indexOf('|');
  if (bar < 0) return { url: text };
  return { url: text.slice(0, bar), version: text.slice(bar + 1) };
}

/** True when both canonicals refer to the same definition, regardless of version. */
export function sameCanonical(one: string, other: string): boolean {
  return parseCanonical(one).url === parseCanonical(other).url;
}

const R4_BASE = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * The name in the canonical of a definition published with R4, such as `Patient`; undefined for any other canonical.
 */
export function r4Name(canonical: string): string | undefined {
  const { url } = parseCanonical(canonical);
  return url.startsWith(R4_BASE) ? url.slice(R4_BASE.length) : undefined;
}

/** A map by canonical: returns the requested version, or the newest when none is requested. */
export class CanonicalMap<T> {
  private readonly byUrl = new Map<string, { readonly version: string; readonly value: T }[]>();
  /** Cached lookups. Failed lookups are not cached, because clients could make up any number of them. */
  private readonly found = new Map<string, T>();

  /** Replaces a definition with the same URL and version. */
  set(url: string, version: string, value: T): void {
    this.found.clear();
    const others = (this.byUrl.get(url) ?? []).filter((entry) => entry.version !== version);
    this.byUrl.set(
      url,
      [...others, { version, value }].sort((one, other) => compareVersions(other.version, one.version)),
    );
  }

  get(canonical: string): T | undefined {
    const known = this.found.get(canonical);
    if (known !== undefined) return known;
    const value = this.find(parseCanonical(canonical));
    if (value !== undefined) this.found.set(canonical, value);
    return value;
  }

  newest(url: string): T | undefined {
    return this.byUrl.get(url)?.[0]?.value;
  }

  private find({ url, version }: Canonical): T | undefined {
    if (version === undefined) return this.newest(url);
    return this.byUrl.get(url)?.find((entry) => entry.version === version)?.value;
  }

  *values(): IterableIterator<T> {
    for (const entries of this.byUrl.values()) for (const { value } of entries) yield value;
  }
}

/** Negative when the first version is older. Numeric parts compare as numbers, and `1.0.0-draft` precedes `1.0.0`. */
function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.split(/[.-]/));
  const length = Math.max(first!.length, second!.length);
  for (let at = 0; at < length; at += 1) {
    const order = comparePart(first![at], second![at]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  const isWord = (part: string | undefined): boolean => part !== undefined && !/^\d+$/.test(part);
  if (one === undefined || (isWord(one) && !isWord(other) && other !== undefined)) return isWord(other) ? 1 : -1;
  if (other === undefined || (isWord(other) && !isWord(one))) return isWord(one) ? -1 : 1;
  return isWord(one) ? (one < other ? -1 : 1) : Number(one) - Number(other);
}
