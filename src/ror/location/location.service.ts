import { Injectable } from '@nestjs/common';
import type { Location } from 'fhir/r4';
import { ResourceService, type IssueDetail, type Neighbours } from '../../fhir';
import { capacitiesHold, creationDatesKept, noCircle } from '../rules';
import { locationDefinition } from './location.definition';
import { LocationRepository } from './location.repository';

@Injectable()
export class LocationService extends ResourceService<Location> {
  constructor(repository: LocationRepository) {
    super(locationDefinition, repository);
  }

  protected override rules(location: Location, previous?: Location): IssueDetail[] {
    return [...creationDatesKept(location, previous), ...capacitiesHold(location)];
  }

  protected override rulesAmong(neighbours: Neighbours, location: Location, previous?: Location) {
    return noCircle(neighbours, location, previous);
  }
}
