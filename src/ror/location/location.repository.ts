import { Injectable } from '@nestjs/common';
import type { Location } from 'fhir/r4';
import { ResourceRepository, StoreRegistry } from '../../fhir';
import { locationDefinition } from './location.definition';

@Injectable()
export class LocationRepository extends ResourceRepository<Location> {
  constructor(stores: StoreRegistry) {
    super(stores, locationDefinition);
  }
}
