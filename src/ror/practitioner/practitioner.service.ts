import { Injectable } from '@nestjs/common';
import type { Practitioner } from 'fhir/r4';
import { ResourceService, type IssueDetail } from '../../fhir';
import { creationDatesKept } from '../rules';
import { practitionerDefinition } from './practitioner.definition';
import { PractitionerRepository } from './practitioner.repository';

@Injectable()
export class PractitionerService extends ResourceService<Practitioner> {
  constructor(repository: PractitionerRepository) {
    super(practitionerDefinition, repository);
  }

  protected override rules(practitioner: Practitioner, previous?: Practitioner): IssueDetail[] {
    return creationDatesKept(practitioner, previous);
  }
}
