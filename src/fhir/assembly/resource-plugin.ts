import type { Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirPlugin, type FhirPluginMetadata } from './fhir-plugin';
import type { ResourceDefinition } from '../plugin/resource-definition';

/**
 * The plugin of a type without behaviour of its own, where a class has nothing more to say.
 * @param more what else `@FhirPlugin` takes
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
