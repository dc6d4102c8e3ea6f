import { Injectable } from '@nestjs/common';
import type { Practitioner } from 'fhir/r4';
import { ResourceService } from '../../fhir';
import { practitionerDefinition } from './practitioner.definition';
import { PractitionerRepository } from './practitioner.repository';

@Injectable()
export class PractitionerService extends ResourceService<Practitioner> {
  constructor(repository: PractitionerRepository) {
    super(practitionerDefinition, repository);
  }
}
