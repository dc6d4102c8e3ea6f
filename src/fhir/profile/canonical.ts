/** A canonical reference: `url|version`; the fragment of a contained definition is no part of it. */
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

/** True for two canonicals of one definition, whatever their versions. */
export function sameCanonical(one: string, other: string): boolean {
  return parseCanonical(one).url === parseCanonical(other).url;
}

const R4_BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** The name in the canonical of a definition that HL7 publishes with R4: `Patient`; undefined for any other canonical. */
export function r4Name(canonical: string): string | undefined {
  const { url } = parseCanonical(canonical);
  return url.startsWith(R4_BASE) ? url.slice(R4_BASE.length) : undefined;
}

/** Things by their canonical: an exact version when one is asked for, else the newest. */
export class CanonicalMap<T> {
  private readonly byUrl = new Map<string, { readonly version: string; readonly value: T }[]>();
  /** What each canonical that was asked for has led to; only those that led somewhere, which are few. */
  private readonly found = new Map<string, T>();

  /** A definition of the same url and version is replaced. */
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

/** Below zero when the first version is older: numbers as numbers, `1.0.0-draft` before `1.0.0`. */
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
