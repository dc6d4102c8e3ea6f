import { Injectable } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { ResourceService, type IssueDetail, type Neighbours } from '../../fhir';
import { creationDatesKept, datesInOrder, topIsTop, treeHolds } from '../rules';
import { organizationDefinition } from './organization.definition';
import { OrganizationRepository } from './organization.repository';

@Injectable()
export class OrganizationService extends ResourceService<Organization> {
  constructor(repository: OrganizationRepository) {
    super(organizationDefinition, repository);
  }

  protected override rules(organization: Organization, previous?: Organization): IssueDetail[] {
    return [
      ...creationDatesKept(organization, previous),
      ...datesInOrder(organization),
      ...topIsTop(organization, previous),
    ];
  }

  protected override rulesAmong(neighbours: Neighbours, organization: Organization, previous?: Organization) {
    return treeHolds(neighbours, organization, previous);
  }
}
