import { Controller, Get, Req } from '@nestjs/common';
import type { Request } from 'express';
import { documentCapabilities } from '../openapi/document-route';
import { FhirReply } from '../rest/fhir-reply';
import { answerForm } from '../rest/formats/answer-form';
import { CapabilityService } from './capability.service';

/** `GET [base]/metadata`. @see https://hl7.org/fhir/R4/http.html#capabilities */
@Controller('metadata')
export class MetadataController {
  constructor(private readonly capability: CapabilityService) {}

  @Get()
  @documentCapabilities()
  capabilities(@Req() request: Request): FhirReply {
    answerForm(request);
    return new FhirReply(200, {}, this.capability.json);
  }
}
