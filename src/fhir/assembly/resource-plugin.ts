import type { Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirPlugin, type FhirPluginMetadata } from './fhir-plugin';
import type { ResourceDefinition } from '../plugin/resource-definition';

/**
 * Makes the plugin of a resource type without behaviour of its own, so that no class is needed.
 * @param more other members of `@FhirPlugin`
 */
export function resourcePlugin<R extends FhirResource>(
  resource: ResourceDefinition<R>,
  more: Omit<FhirPluginMetadata<R>, 'resource'> = {},
): Type {
  class ResourcePlugin {}
  Object.defineProperty(ResourcePlugin, 'name', { value: `${resource.type}Plugin` });
  FhirPlugin<R>({ ...more, resource })(ResourcePlugin);
  return ResourcePlugin;
}
