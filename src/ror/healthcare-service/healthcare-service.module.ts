import { FhirPlugin } from '../../fhir';
import { completeExtract } from './complete-extract';
import { HealthcareServiceController } from './healthcare-service.controller';
import { healthcareServiceDefinition } from './healthcare-service.definition';
import { HealthcareServiceRepository } from './healthcare-service.repository';
import { HealthcareServiceService } from './healthcare-service.service';

@FhirPlugin({
  resource: healthcareServiceDefinition,
  controller: HealthcareServiceController,
  service: HealthcareServiceService,
  repository: HealthcareServiceRepository,
  associatedData: [completeExtract],
})
export class HealthcareServiceModule {}
