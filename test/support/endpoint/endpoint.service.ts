import { Injectable } from '@nestjs/common';
import type { Endpoint } from 'fhir/r4';
import { ResourceService } from '../../../src/fhir';
import { endpointDefinition } from './endpoint.definition';
import { EndpointRepository } from './endpoint.repository';

@Injectable()
export class EndpointService extends ResourceService<Endpoint> {
  constructor(repository: EndpointRepository) {
    super(endpointDefinition, repository);
  }
}
