import { Injectable } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { ResourceService } from '../../fhir';
import { organizationDefinition } from './organization.definition';
import { OrganizationRepository } from './organization.repository';

@Injectable()
export class OrganizationService extends ResourceService<Organization> {
  constructor(repository: OrganizationRepository) {
    super(organizationDefinition, repository);
  }
}
