import type { FhirResource } from 'fhir/r4';

/** `Organization/1234` */
export type Key = `${string}/${string}`;
export type Stored = FhirResource & { readonly id: string };

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
