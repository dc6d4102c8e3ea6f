import { Injectable } from '@nestjs/common';
import type { Location } from 'fhir/r4';
import { ResourceService } from '../../fhir';
import { locationDefinition } from './location.definition';
import { LocationRepository } from './location.repository';

@Injectable()
export class LocationService extends ResourceService<Location> {
  constructor(repository: LocationRepository) {
    super(locationDefinition, repository);
  }
}
