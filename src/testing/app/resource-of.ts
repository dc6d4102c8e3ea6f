import type { FhirResource } from 'fhir/r4';

export type TypeName = FhirResource['resourceType'];

/** The TypeScript type of a resource by name: `ResourceOf<'Organization'>` is `Organization`. */
export type ResourceOf<T extends TypeName> = Extract<FhirResource, { resourceType: T }>;
