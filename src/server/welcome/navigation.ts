import type { PageLink } from '../../fhir';

/** Links at the top of every page, beside the one to the CapabilityStatement. */
export const NAVIGATION: readonly PageLink[] = [{ label: 'Swagger UI', url: '/docs' }];
