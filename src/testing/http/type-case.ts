import type { FhirResource } from 'fhir/r4';
import type { Served } from './row';

interface AnyTypeCase<R extends FhirResource> {
  /**
   * The resource as a client would change it: with a new value for an existing element that is text, a number or a
   * boolean.
   */
  change(resource: R, n: number): R;
  /** Interactions the server offers for the type; default: all. Tests of any other one are skipped or expect 405. */
  readonly interactions?: readonly Served[];
}

/** A type the server creates. */
export interface CreatedType<R extends FhirResource> extends AnyTypeCase<R> {
  /** A resource to create, without `id` and different each time. @param n 1, 2, 3 … */
  sample(n: number): R;
}

/** A type that is not created by `POST`. */
export interface PresentType<R extends FhirResource> extends AnyTypeCase<R> {
  /**
   * The id of an existing resource that tests may change; it may always be the same one, unless the type can be
   * deleted.
   * @param n 1, 2, 3 …
   */
  present(n: number): string | Promise<string>;
}

/** What the tables need to know about a type. */
export type TypeCase<R extends FhirResource = FhirResource> = CreatedType<R> | PresentType<R>;

export const EVERYTHING: readonly Served[] = [
  'read',
  'vread',
  'history-instance',
  'create',
  'update',
  'patch',
  'delete',
  'search-type',
];
