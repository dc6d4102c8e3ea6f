import type { FhirResource } from 'fhir/r4';

/** `Organization/1234` */
export type Key = `${string}/${string}`;
export type Stored = FhirResource & { readonly id: string };

/** What a request looks for: the type of its address, or the one that it exports. */
export function typeOf(request: string): string {
  return /^\$export\?.*\b_type=([A-Za-z]+)/.exec(request)?.[1] ?? request.split('?')[0]!;
}

/** Whether it asks for some of the type. */
export function isNarrowed(request: string): boolean {
  const parts = request.split('?').slice(1).join('?').split('&').filter((part) => part !== '');
  if (request.startsWith('$export')) return parts.some((part) => /^_(typeFilter|since)=/.test(part));
  return !parts.every((part) => /^_(rev)?include/.test(part));
} // prettier-ignore

/**
 * A request of the guide, on resources that make each of its criteria matter: what it must find, and for each criterion
 * a resource that fits all the others.
 */
export interface Line {
  /** Number of the scenario, as the guide's pages count: `_3.6`; with the release where a later one says it otherwise. */
  readonly line: string;
  /** Not percent-encoded. `{since}` is the instant when the first of `given` was written. */
  readonly request: string;
  /** Written before `given`, at an earlier instant. */
  readonly before?: readonly Stored[];
  readonly given: readonly Stored[];
  readonly finds: readonly Key[];
  /** Order of `finds` matters. */
  readonly isSorted?: true;
  /** What comes with it, as `include`. */
  readonly brings?: readonly Key[];
  /** Elements that must not be shown. */
  readonly hides?: readonly string[];
  /** Kilometres told with what was found, within one. */
  readonly distances?: Readonly<Record<Key, number>>;
}

/** A request that is refused, since what it asks about is not served. */
export interface RefusedLine {
  readonly line: string;
  readonly request: string;
  readonly status: 400 | 404;
  /** Why, for the reader of the table. */
  readonly why: string;
}
