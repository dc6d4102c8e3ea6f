import { Injectable } from '@nestjs/common';
import type { HealthcareService } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../fhir';
import { healthcareServiceDefinition } from './healthcare-service.definition';

@Injectable()
export class HealthcareServiceRepository extends ResourceRepository<HealthcareService> {
  constructor(stores: StoreRegistry) {
    super(stores, healthcareServiceDefinition);
  }
}
