import { FhirPlugin } from '../../../src/fhir';
import { EndpointController } from './endpoint.controller';
import { endpointDefinition } from './endpoint.definition';
import { EndpointRepository } from './endpoint.repository';
import { EndpointService } from './endpoint.service';

@FhirPlugin({
  resource: endpointDefinition,
  controllers: [EndpointController],
  providers: [EndpointService, EndpointRepository],
  exports: [EndpointService],
})
export class EndpointModule {}
