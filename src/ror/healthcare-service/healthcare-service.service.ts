import { Injectable } from '@nestjs/common';
import type { HealthcareService } from 'fhir/r4';
import { ResourceService, type IssueDetail } from '../../fhir';
import { creationDatesKept } from '../rules';
import { healthcareServiceDefinition } from './healthcare-service.definition';
import { HealthcareServiceRepository } from './healthcare-service.repository';

@Injectable()
export class HealthcareServiceService extends ResourceService<HealthcareService> {
  constructor(repository: HealthcareServiceRepository) {
    super(healthcareServiceDefinition, repository);
  }

  protected override rules(service: HealthcareService, previous?: HealthcareService): IssueDetail[] {
    return creationDatesKept(service, previous);
  }
}
