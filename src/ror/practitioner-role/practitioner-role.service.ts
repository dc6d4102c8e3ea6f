import { Injectable } from '@nestjs/common';
import type { PractitionerRole } from 'fhir/r4';
import { ResourceService, type IssueDetail } from '../../fhir';
import { creationDatesKept } from '../rules';
import { practitionerRoleDefinition } from './practitioner-role.definition';
import { PractitionerRoleRepository } from './practitioner-role.repository';

@Injectable()
export class PractitionerRoleService extends ResourceService<PractitionerRole> {
  constructor(repository: PractitionerRoleRepository) {
    super(practitionerRoleDefinition, repository);
  }

  protected override rules(role: PractitionerRole, previous?: PractitionerRole): IssueDetail[] {
    return creationDatesKept(role, previous);
  }
}
