import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { documentOperation } from '../openapi/document-operation';
import { FhirReply } from '../rest/fhir-reply';
import { ABOUT_THE_ANSWER, requireKnown } from '../rest/known-parameters';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { contextOf } from '../rest/request-context';
import type { Parameters } from '../rest/request-parameters';
import { located, locating, readResource } from '../rest/request-body';
import { ValidateService } from './validate.service';
import { validationOutcome } from './validation-outcome';
import { IN_THE_URL, readValidation } from './validation-request';

const PARAMETERS = [...IN_THE_URL, ...ABOUT_THE_ANSWER];

/** `$validate` on the server, a type and an instance: 200 with everything there is to say. */
@Controller()
export class ValidateController {
  constructor(
    private readonly validation: ValidateService,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  @Post('$validate')
  @HttpCode(200)
  @documentOperation('validateResource')
  ofAny(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Post(':type/$validate')
  @HttpCode(200)
  @documentOperation('validateType')
  ofType(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Post(':type/:id/$validate')
  @HttpCode(200)
  @documentOperation('validateInstance')
  ofInstance(@Req() request: Request): Promise<FhirReply> {
    return this.body(request);
  }

  @Get(':type/:id/$validate')
  @documentOperation('validateStored')
  async stored(@Req() request: Request): Promise<FhirReply> {
    const context = this.context(request);
    return reply(await this.validation.validate(context, readValidation(undefined, request.query)));
  }

  private async body(request: Request): Promise<FhirReply> {
    const context = this.context(request);
    const body = readResource(request, SEND_A_RESOURCE);
    const issues = await locating(body, () =>
      this.validation.validate(context, readValidation(body.value, request.query)),
    );
    return reply(located(issues, body));
  }

  private context(request: Request) {
    const { type = '' } = request.params as Record<string, string>;
    requireKnown(request.query as Parameters, PARAMETERS);
    return contextOf(request, { interaction: 'read', type }, this.options.handling);
  }
}

function reply(issues: readonly IssueDetail[]): FhirReply {
  return new FhirReply(200, {}, validationOutcome(issues));
}
