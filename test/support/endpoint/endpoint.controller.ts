import { Controller } from '@nestjs/common';
import type { Endpoint } from 'fhir/r4';
import { resourceController } from '../../../src/fhir';
import { endpointDefinition } from './endpoint.definition';
import { EndpointService } from './endpoint.service';

@Controller('Endpoint')
export class EndpointController extends resourceController<Endpoint>(endpointDefinition) {
  constructor(service: EndpointService) {
    super(service);
  }
}
