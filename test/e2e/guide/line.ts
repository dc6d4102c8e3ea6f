import type { FhirResource } from 'fhir/r4';

/** `Organization/1234` */
export type Key = `${string}/${string}`;
export type Stored = FhirResource & { readonly id: string };

/** The type that a request searches or exports. */
export function typeOf(request: string): string {
  return /^\$export\?.*\b_type=([A-Za-z]+)/.exec(request)?.[1] ?? request.split('?')[0]!;
}

/** Whether a request selects only some resources of the type. */
export function isNarrowed(request: string): boolean {
  const parts = request.split('?').slice(1).join('?').split('&').filter((part) => part !== '');
  if (request.startsWith('$export')) return parts.some((part) => /^_(typeFilter|since)=/.test(part));
  return !parts.every((part) => /^_(rev)?include/.test(part));
} // prettier-ignore

/**
 * A request of the guide, with resources that make each of its criteria matter: what it must find, and for each
 * criterion a resource that meets all others but this one.
 */
export interface Line {
  /** Number of the scenario in the guide: `_3.6`. With the release where a later one has another request. */
  readonly line: string;
  /** Not percent-encoded. `{since}` stands for the instant when the first of `given` was written. */
  readonly request: string;
  /** Written before `given`, at an earlier instant. */
  readonly before?: readonly Stored[];
  readonly given: readonly Stored[];
  readonly finds: readonly Key[];
  /** The order of `finds` matters. */
  readonly isSorted?: true;
  /** The included resources. */
  readonly brings?: readonly Key[];
  /** Elements that must not be shown. */
  readonly hides?: readonly string[];
  /** Distances of the matches in kilometres, to within one. */
  readonly distances?: Readonly<Record<Key, number>>;
}

/** A request that is refused, because what it asks about is not served. */
export interface RefusedLine {
  readonly line: string;
  readonly request: string;
  readonly status: 400 | 404;
  /** The reason, for the reader of the table. */
  readonly why: string;
}
