import { Inject, Injectable } from '@nestjs/common';
import type { PractitionerRole } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../fhir';
import { practitionerRoleDefinition } from './practitioner-role.definition';

@Injectable()
export class PractitionerRoleRepository extends ResourceRepository<PractitionerRole> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, practitionerRoleDefinition);
  }
}
