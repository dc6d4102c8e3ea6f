import { FhirPlugin } from '../../fhir';
import { PractitionerRoleController } from './practitioner-role.controller';
import { practitionerRoleDefinition } from './practitioner-role.definition';
import { PractitionerRoleRepository } from './practitioner-role.repository';
import { PractitionerRoleService } from './practitioner-role.service';

@FhirPlugin({
  resource: practitionerRoleDefinition,
  controller: PractitionerRoleController,
  service: PractitionerRoleService,
  repository: PractitionerRoleRepository,
})
export class PractitionerRoleModule {}
