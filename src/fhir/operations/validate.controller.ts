import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { IssueDetail } from '../errors/fhir-error';
import { documentOperation } from '../openapi/document-operation';
import { FhirReply } from '../rest/fhir-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { ABOUT_THE_ANSWER, requireKnown } from '../rest/known-parameters';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { contextOf } from '../rest/request-context';
import { queryOf } from '../rest/request-parameters';
import { located, locating, readResource } from '../rest/request-body';
import { ValidateService } from './validate.service';
import { validationOutcome } from './validation-outcome';
import { IN_THE_URL, readValidation } from './validation-request';

const PARAMETERS = [...IN_THE_URL, ...ABOUT_THE_ANSWER];

const VALIDATE = { interaction: 'operation', operation: '$validate' } as const;

/** `$validate` on the server, a type and an instance: 200 with everything there is to say. */
@FhirRoutes()
@Controller()
export class ValidateController {
  constructor(private readonly validation: ValidateService) {}

  @Post('$validate')
  @documentOperation('validateResource')
  @FhirRoute(VALIDATE)
  ofAny(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Post(':type/$validate')
  @documentOperation('validateType')
  @FhirRoute(VALIDATE)
  ofType(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Post(':type/:id/$validate')
  @documentOperation('validateInstance')
  @FhirRoute(VALIDATE)
  ofInstance(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Get(':type/:id/$validate')
  @documentOperation('validateStored')
  @FhirRoute(VALIDATE)
  async stored(@Req() request: Request): Promise<FhirReply> {
    requireKnown(queryOf(request), PARAMETERS);
    const context = contextOf(request);
    return reply(await this.validation.validate(context, readValidation(undefined, queryOf(request))));
  }

  private async body(request: Request): Promise<FhirReply> {
    requireKnown(queryOf(request), PARAMETERS);
    const context = contextOf(request);
    const body = readResource(request, SEND_A_RESOURCE);
    const issues = await locating(body, () =>
      this.validation.validate(context, readValidation(body.value, queryOf(request))),
    );
    return reply(located(issues, body));
  }
}

function reply(issues: readonly IssueDetail[]): FhirReply {
  return new FhirReply(200, {}, validationOutcome(issues));
}
