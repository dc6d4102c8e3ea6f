import type { FoundReference } from '../../fhir/integrity/find-references';

/** What another thread has made of a resource that was read: texts, since objects take longer from thread to thread. */
export interface ReadyResource {
  readonly type: string;
  readonly id: string;
  /** Of the Bundle it stands in, as in its `Place`. */
  readonly entry?: number;
  /** As it is to be stored, but for id, version and instant. */
  readonly json: string;
  /** An `IndexChange`, as JSON. */
  readonly index: string;
  /** To resources of types that are served. */
  readonly references: readonly Pick<FoundReference, 'reference' | 'expression'>[];
}
