import { Controller } from '@nestjs/common';
import type { PractitionerRole } from 'fhir/r4';
import { resourceController } from '../../fhir';
import { practitionerRoleDefinition } from './practitioner-role.definition';
import { PractitionerRoleService } from './practitioner-role.service';

@Controller('PractitionerRole')
export class PractitionerRoleController extends resourceController<PractitionerRole>(practitionerRoleDefinition) {
  constructor(service: PractitionerRoleService) {
    super(service);
  }
}
