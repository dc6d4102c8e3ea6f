import { FhirPlugin } from '../../fhir';
import { HealthcareServiceController } from './healthcare-service.controller';
import { healthcareServiceDefinition } from './healthcare-service.definition';
import { HealthcareServiceRepository } from './healthcare-service.repository';
import { HealthcareServiceService } from './healthcare-service.service';

@FhirPlugin({
  resource: healthcareServiceDefinition,
  controllers: [HealthcareServiceController],
  providers: [HealthcareServiceService, HealthcareServiceRepository],
  exports: [HealthcareServiceService],
})
export class HealthcareServiceModule {}
