import type { PageLink } from '../../fhir';

/** What stands at the top of every page beside the CapabilityStatement. */
export const NAVIGATION: readonly PageLink[] = [{ label: 'Swagger UI', url: '/docs' }];
