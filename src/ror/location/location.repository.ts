import { Inject, Injectable } from '@nestjs/common';
import type { Location } from 'fhir/r4';
import { RESOURCE_STORE, ResourceRepository, type ResourceStore } from '../../fhir';
import { locationDefinition } from './location.definition';

@Injectable()
export class LocationRepository extends ResourceRepository<Location> {
  constructor(@Inject(RESOURCE_STORE) store: ResourceStore) {
    super(store, locationDefinition);
  }
}
