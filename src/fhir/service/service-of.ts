import type { FhirResource } from 'fhir/r4';
import type { ResourceRepository } from './resource.repository';
import type { ResourceService } from './resource.service';

/** Stands for what Nest injects; its type says what that is. */
export type TokenOf<T> = symbol & { readonly injects?: T };

/**
 * Injects the service of a type, whichever plugin serves it and however it was made: `@Inject(serviceOf('Endpoint'))`.
 * What is not known before a request comes asks `ServiceRegistry`.
 */
export function serviceOf<Type extends FhirResource['resourceType']>(
  type: Type,
): TokenOf<ResourceService<Extract<FhirResource, { resourceType: Type }>>> {
  return Symbol.for(`fhir:service:${type}`);
}

/** The same for the repository of a type: what a service of one's own is made with. */
export function repositoryOf<Type extends FhirResource['resourceType']>(
  type: Type,
): TokenOf<ResourceRepository<Extract<FhirResource, { resourceType: Type }>>> {
  return Symbol.for(`fhir:repository:${type}`);
}
