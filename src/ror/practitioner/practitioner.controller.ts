import { Controller } from '@nestjs/common';
import type { Practitioner } from 'fhir/r4';
import { resourceController } from '../../fhir';
import { practitionerDefinition } from './practitioner.definition';
import { PractitionerService } from './practitioner.service';

@Controller('Practitioner')
export class PractitionerController extends resourceController<Practitioner>(practitionerDefinition) {
  constructor(service: PractitionerService) {
    super(service);
  }
}
