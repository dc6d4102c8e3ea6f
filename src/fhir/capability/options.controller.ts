import { Controller, Inject, Options, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { pathOf } from '../rest/fhir-exception.filter';
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
  ) {}

  @Options()
  base(@Req() request: Request): FhirReply {
    answerForm(request);
    return new FhirReply(200, {}, this.capability.json);
  }

  @Options('*path')
  methods(@Req() request: Request): FhirReply {
    const path = pathOf(request);
    const allowed = allowAt(path, this.definitions);
    if (!allowed) throw unmatchedRoute(request.method, path, this.definitions);
    return new FhirReply(204, {
      Allow: [...allowed, 'OPTIONS'].join(', '),
      ...(allowed.includes('PATCH') && { 'Accept-Patch': ACCEPT_PATCH.join(', ') }),
      ...(allowed.includes('POST') && { 'Accept-Post': path.endsWith('/_search') ? ACCEPT_SEARCH : ACCEPT_POST }),
    });
  }
}
