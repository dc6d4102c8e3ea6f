import { Inject, Injectable } from '@nestjs/common';
import type { Endpoint } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../../src/fhir';
import { endpointDefinition } from './endpoint.definition';

@Injectable()
export class EndpointRepository extends ResourceRepository<Endpoint> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, endpointDefinition);
  }
}
