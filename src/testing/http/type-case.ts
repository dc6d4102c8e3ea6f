import type { FhirResource } from 'fhir/r4';
import type { Served } from './row';

interface AnyTypeCase<R extends FhirResource> {
  /** The resource as a client would change it: the value of an element that is there, of text, a number or a boolean. */
  change(resource: R, n: number): R;
  /** What the server says it can do with the type; default: everything. Tests of what it cannot are skipped, or expect 405. */
  readonly interactions?: readonly Served[];
}

/** A type the server creates. */
export interface CreatedType<R extends FhirResource> extends AnyTypeCase<R> {
  /** A resource the server creates, without `id`, and another one each time. @param n 1, 2, 3 … */
  sample(n: number): R;
}

/** A type that is not created by `POST`. */
export interface PresentType<R extends FhirResource> extends AnyTypeCase<R> {
  /**
   * The id of a resource that is there, and that tests may change; always the same one will do, unless it can be deleted.
   * @param n 1, 2, 3 …
   */
  present(n: number): string | Promise<string>;
}

/** What the tables have to know of a type. */
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
