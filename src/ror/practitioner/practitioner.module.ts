import { FhirPlugin } from '../../fhir';
import { PractitionerController } from './practitioner.controller';
import { practitionerDefinition } from './practitioner.definition';
import { PractitionerRepository } from './practitioner.repository';
import { PractitionerService } from './practitioner.service';

@FhirPlugin({
  resource: practitionerDefinition,
  controller: PractitionerController,
  service: PractitionerService,
  repository: PractitionerRepository,
})
export class PractitionerModule {}
