import type { FhirResource } from 'fhir/r4';
import type { ResourceKey, ResourceStore, SearchParameterDeclaration, StoreCapabilities } from '../../fhir';
import type { TestRunner } from '../runner';

export interface OpenStore {
  readonly store: ResourceStore;
  close?(): Promise<void>;
}

/** What the suite of a store has to know of it, and of the resources it keeps. */
export interface StoreCase<R extends FhirResource = FhirResource> {
  /** Of the suite; default: `ResourceStore of <type>`. */
  readonly title?: string;
  readonly type: R['resourceType'];
  /** What the store declares for the type. What is declared is tried; what is not declared is not. */
  readonly capabilities: StoreCapabilities;
  /**
   * A resource the store can keep, without `id`, and another one each time.
   * @param n 1, 2, 3 …: for what has to be unique, and for what searches tell apart
   */
  sample(n: number): R;
  /** The resource as a client would change it. @param n another one each time, and so has to be the result */
  change(resource: R, n: number): R;
  /**
   * The resource with a reference to another one of the type; needed where the store declares `referrers`. `false`: resources of the
   * type have no references to one another.
   */
  readonly refer?: false | ((resource: R, target: ResourceKey) => R);
  /** What the type can be searched by, as its definition declares it. Clauses are made of what the samples hold. */
  readonly searchParameters?: readonly SearchParameterDeclaration[];
  /** `exact`: the store keeps the text that was rendered, byte for byte. Default: what it keeps is equal. */
  readonly documents?: 'exact' | 'equal';
  readonly runner?: TestRunner;
}
