import { Injectable } from '@nestjs/common';
import type { HealthcareService } from 'fhir/r4';
import { ResourceService } from '../../fhir';
import { healthcareServiceDefinition } from './healthcare-service.definition';
import { HealthcareServiceRepository } from './healthcare-service.repository';

@Injectable()
export class HealthcareServiceService extends ResourceService<HealthcareService> {
  constructor(repository: HealthcareServiceRepository) {
    super(healthcareServiceDefinition, repository);
  }
}
