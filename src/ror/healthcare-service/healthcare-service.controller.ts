import { Controller } from '@nestjs/common';
import type { HealthcareService } from 'fhir/r4';
import { resourceController } from '../../fhir';
import { healthcareServiceDefinition } from './healthcare-service.definition';
import { HealthcareServiceService } from './healthcare-service.service';

@Controller('HealthcareService')
export class HealthcareServiceController extends resourceController<HealthcareService>(healthcareServiceDefinition) {
  constructor(service: HealthcareServiceService) {
    super(service);
  }
}
