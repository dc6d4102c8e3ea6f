import { Inject, Injectable } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../fhir';
import { organizationDefinition } from './organization.definition';

@Injectable()
export class OrganizationRepository extends ResourceRepository<Organization> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, organizationDefinition);
  }
}
