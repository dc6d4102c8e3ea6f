import { Inject, Injectable } from '@nestjs/common';
import type { Practitioner } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../fhir';
import { practitionerDefinition } from './practitioner.definition';

@Injectable()
export class PractitionerRepository extends ResourceRepository<Practitioner> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, practitionerDefinition);
  }
}
