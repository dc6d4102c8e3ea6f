import { Inject, Injectable } from '@nestjs/common';
import type { HealthcareService } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../fhir';
import { healthcareServiceDefinition } from './healthcare-service.definition';

@Injectable()
export class HealthcareServiceRepository extends ResourceRepository<HealthcareService> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, healthcareServiceDefinition);
  }
}
