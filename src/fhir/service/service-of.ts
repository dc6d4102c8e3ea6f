import type { FhirResource } from 'fhir/r4';
import type { ResourceRepository } from './resource.repository';
import type { ResourceService } from './resource.service';

/** An injection token; its type says what is injected. */
export type TokenOf<T> = symbol & { readonly injects?: T };

/**
 * Injection token of the service of a type, whichever plugin serves it: `@Inject(serviceOf('Endpoint'))`. Use
 * `ServiceRegistry` when the type is only known at request time.
 */
export function serviceOf<Type extends FhirResource['resourceType']>(
  type: Type,
): TokenOf<ResourceService<Extract<FhirResource, { resourceType: Type }>>> {
  return Symbol.for(`fhir:service:${type}`);
}

/** Injection token of the repository of a type, for services written by hand. */
export function repositoryOf<Type extends FhirResource['resourceType']>(
  type: Type,
): TokenOf<ResourceRepository<Extract<FhirResource, { resourceType: Type }>>> {
  return Symbol.for(`fhir:repository:${type}`);
}
