import type { FoundReference } from '../../fhir/integrity/find-references';

/** A resource prepared by another thread. It holds texts, because objects take longer to pass between threads. */
export interface ReadyResource {
  readonly type: string;
  readonly id: string;
  /** Index in its Bundle, as in `Place`. */
  readonly entry?: number;
  /** As it will be stored, except for id, version and instant. */
  readonly json: string;
  /** An `IndexChange`, as JSON. */
  readonly index: string;
  /** References to resources of types that are served. */
  readonly references: readonly Pick<FoundReference, 'reference' | 'expression'>[];
}
