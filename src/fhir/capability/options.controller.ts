import { Controller, Inject, Options, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { RESOURCE_DEFINITIONS } from '../rest/tokens';
import { FhirReply } from '../rest/fhir-reply';
import { answerForm } from '../rest/formats/answer-form';
import { ACCEPT_POST, ACCEPT_SEARCH } from '../rest/media-types';
import { ACCEPT_PATCH } from '../rest/patch-formats';
import { allowAt, unmatchedRoute } from '../rest/unmatched-route';
import { CapabilityService } from './capability.service';

/** `OPTIONS [base]` is the CapabilityStatement too; below it, the methods of a path. Express would answer with a word list. */
@ApiExcludeController()
@Controller()
export class OptionsController {
  constructor(
    private readonly capability: CapabilityService,
    @Inject(RESOURCE_DEFINITIONS) private readonly definitions: ReadonlyMap<string, ResourceDefinition>,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  @Options()
  base(@Req() request: Request): FhirReply {
    answerForm(request);
    return new FhirReply(200, {}, this.capability.json);
  }

  @Options('*path')
  methods(@Req() request: Request): FhirReply {
    const { method, path, originalUrl } = request;
    const allowed = allowAt(path, this.definitions);
    if (!allowed) {
      const unmatched = { method, path, hasQuery: originalUrl.includes('?') };
      throw unmatchedRoute(unmatched, this.definitions, this.options.baseUrl);
    }
    return new FhirReply(204, {
      Allow: [...allowed, 'OPTIONS'].join(', '),
      ...(allowed.includes('PATCH') && { 'Accept-Patch': ACCEPT_PATCH.join(', ') }),
      ...(allowed.includes('POST') && { 'Accept-Post': path.endsWith('/_search') ? ACCEPT_SEARCH : ACCEPT_POST }),
    });
  }
}
