import { Controller, Get } from '@nestjs/common';
import { FhirReply } from '../rest/fhir-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { CapabilityService } from './capability.service';

/** `GET [base]/metadata`. @see https://hl7.org/fhir/R4/http.html#capabilities */
@FhirRoutes()
@Controller('metadata')
export class MetadataController {
  constructor(private readonly capability: CapabilityService) {}

  @Get()
  @FhirRoute({ interaction: 'capabilities' })
  capabilities(): FhirReply {
    return new FhirReply(200, {}, this.capability.json);
  }
}
