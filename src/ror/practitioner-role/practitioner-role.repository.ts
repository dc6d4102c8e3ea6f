import { Injectable } from '@nestjs/common';
import type { PractitionerRole } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../fhir';
import { practitionerRoleDefinition } from './practitioner-role.definition';

@Injectable()
export class PractitionerRoleRepository extends ResourceRepository<PractitionerRole> {
  constructor(stores: StoreRegistry) {
    super(stores, practitionerRoleDefinition);
  }
}
