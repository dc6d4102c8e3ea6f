import { Injectable } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../fhir';
import { organizationDefinition } from './organization.definition';

@Injectable()
export class OrganizationRepository extends ResourceRepository<Organization> {
  constructor(stores: StoreRegistry) {
    super(stores, organizationDefinition);
  }
}
