import type { FhirResource } from 'fhir/r4';
import type { ResourceKey, ResourceStore, SearchParameterDeclaration, StoreCapabilities } from '../../fhir';
import type { TestRunner } from '../runner';

export interface OpenStore {
  readonly store: ResourceStore;
  close?(): Promise<void>;
}

/** What the suite needs to know about a store and the resources it keeps. */
export interface StoreCase<R extends FhirResource = FhirResource> {
  /** Title of the suite; default: `ResourceStore of <type>`. */
  readonly title?: string;
  readonly type: R['resourceType'];
  /** What the store declares for the type. Only what is declared is tested. */
  readonly capabilities: StoreCapabilities;
  /**
   * A resource that the store can keep, without `id` and different each time.
   * @param n 1, 2, 3 …: use it in values that must be unique or that searches must tell apart
   */
  sample(n: number): R;
  /** The resource as a client would change it. @param n different each time, and so must be the result */
  change(resource: R, n: number): R;
  /**
   * The resource with a reference to another one of the type; required when the store declares `referrers`. `false`
   * when resources of the type cannot refer to each other.
   */
  readonly refer?: false | ((resource: R, target: ResourceKey) => R);
  /**
   * Search parameters of the type, as its definition declares them. The suite builds clauses from the values in the
   * samples.
   */
  readonly searchParameters?: readonly SearchParameterDeclaration[];
  /** Elements that the store fills in when they are not sent, such as an `identifier` that the database assigns. */
  readonly assigned?: readonly (R extends unknown ? keyof R & string : never)[];
  /** `exact` when the store keeps the rendered text byte for byte; default `equal`: it keeps an equal resource. */
  readonly documents?: 'exact' | 'equal';
  readonly runner?: TestRunner;
}
