import { Controller } from '@nestjs/common';
import type { Location } from 'fhir/r4';
import { resourceController } from '../../fhir';
import { locationDefinition } from './location.definition';
import { LocationService } from './location.service';

@Controller('Location')
export class LocationController extends resourceController<Location>(locationDefinition) {
  constructor(service: LocationService) {
    super(service);
  }
}
