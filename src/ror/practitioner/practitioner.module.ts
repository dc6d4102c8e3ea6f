import { FhirPlugin } from '../../fhir';
import { PractitionerController } from './practitioner.controller';
import { practitionerDefinition } from './practitioner.definition';
import { PractitionerRepository } from './practitioner.repository';
import { PractitionerService } from './practitioner.service';

@FhirPlugin({
  resource: practitionerDefinition,
  controllers: [PractitionerController],
  providers: [PractitionerService, PractitionerRepository],
  exports: [PractitionerService],
})
export class PractitionerModule {}
