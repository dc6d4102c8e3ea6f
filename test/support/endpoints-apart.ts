import { Controller, Inject, Injectable, type Type } from '@nestjs/common';
import type { Endpoint } from 'fhir/r4';
import {
  FhirPlugin,
  Hook,
  type HookPoints,
  resourceController,
  ResourceRepository,
  ResourceService,
  StoreRegistry,
} from '../../src/fhir';
import { MemoryResourceStore, type MemoryStoreOptions } from '../../src/persistence';
import { endpointDefinition } from './endpoint/endpoint.definition';

/** A plugin for Endpoint whose resources live in a store of their own, while all others stay where they are. */
export function endpointsApart(options: MemoryStoreOptions): Type {
  const store = new MemoryResourceStore(options);

  @Injectable()
  class Repository extends ResourceRepository<Endpoint> {
    constructor(@Inject(StoreRegistry) stores: StoreRegistry) {
      super(stores, endpointDefinition);
    }
  }

  @Injectable()
  class Service extends ResourceService<Endpoint> {
    constructor(@Inject(Repository) repository: Repository) {
      super(endpointDefinition, repository);
    }
  }

  @Controller('Endpoint')
  class EndpointController extends resourceController<Endpoint>(endpointDefinition) {
    constructor(@Inject(Service) service: Service) {
      super(service);
    }
  }

  /** Wants to write an Organization in the unit of an Endpoint. */
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
    controllers: [EndpointController],
    providers: [Service, Repository, Greedy, { provide: ENDPOINTS, useValue: store }],
  })
  class EndpointsApart {}
  return EndpointsApart;
}
