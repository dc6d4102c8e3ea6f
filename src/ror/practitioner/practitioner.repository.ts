import { Injectable } from '@nestjs/common';
import type { Practitioner } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../fhir';
import { practitionerDefinition } from './practitioner.definition';

@Injectable()
export class PractitionerRepository extends ResourceRepository<Practitioner> {
  constructor(stores: StoreRegistry) {
    super(stores, practitionerDefinition);
  }
}
