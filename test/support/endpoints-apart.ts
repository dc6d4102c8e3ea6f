import { Injectable, type Type } from '@nestjs/common';
import { FhirPlugin, Hook, type HookPoints } from '../../src/fhir';
import { MemoryResourceStore, type MemoryStoreOptions } from '../../src/persistence';
import { endpointDefinition } from './endpoint/endpoint.definition';

/** A plugin for Endpoint with a store of its own; the other types keep theirs. */
export function endpointsApart(options: MemoryStoreOptions): Type {
  const store = new MemoryResourceStore(options);

  /** Tries to write an Organization in the unit of work of an Endpoint. */
  @Injectable()
  class Greedy {
    @Hook('resource.beforeWrite')
    async write({ resource, unit }: HookPoints['resource.beforeWrite']['event']): Promise<void> {
      if (resource['name'] !== 'in two stores') return;
      const organization = { resourceType: 'Organization', id: 'half', name: 'half' };
      await unit.write({ type: 'Organization', id: 'half', interaction: 'create', resource: organization }, null);
    }
  }

  const ENDPOINTS = Symbol('Endpoints');
  @FhirPlugin({
    resource: endpointDefinition,
    store: ENDPOINTS,
    providers: [Greedy, { provide: ENDPOINTS, useValue: store }],
  })
  class EndpointsApart {}
  return EndpointsApart;
}
