import { Controller } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { resourceController } from '../../fhir';
import { organizationDefinition } from './organization.definition';
import { OrganizationService } from './organization.service';

@Controller('Organization')
export class OrganizationController extends resourceController<Organization>(organizationDefinition) {
  constructor(service: OrganizationService) {
    super(service);
  }
}
