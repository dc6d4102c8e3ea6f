import { Injectable } from '@nestjs/common';
import type { Endpoint } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../../src/fhir';
import { endpointDefinition } from './endpoint.definition';

@Injectable()
export class EndpointRepository extends ResourceRepository<Endpoint> {
  constructor(stores: StoreRegistry) {
    super(stores, endpointDefinition);
  }
}
