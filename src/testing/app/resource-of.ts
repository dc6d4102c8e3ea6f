import type { FhirResource } from 'fhir/r4';

export type TypeName = FhirResource['resourceType'];

/** The resource of a type by its name: `ResourceOf<'Organization'>` is `Organization`. */
export type ResourceOf<T extends TypeName> = Extract<FhirResource, { resourceType: T }>;
