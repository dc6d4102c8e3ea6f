import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { stringifyJson } from '../json';
import { documentOperation } from '../openapi/document-operation';
import { FhirReply } from '../rest/fhir-reply';
import { ABOUT_THE_ANSWER, requireKnown } from '../rest/known-parameters';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { contextOf } from '../rest/request-context';
import { locating, readResource } from '../rest/request-body';
import type { Parameters } from '../rest/request-parameters';
import { DiffService } from './diff.service';
import { requireParameters } from './operation-parameters';
import { readSide, readVersionId } from './version-reference';

/** `$diff`: what changed, as the FHIRPath Patch that changes it. */
@Controller()
export class DiffController {
  constructor(
    private readonly diffs: DiffService,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
  ) {}

  @Get(':type/:id/$diff')
  @documentOperation('diffInstance')
  async instance(@Req() request: Request): Promise<FhirReply> {
    const { type = '', id = '' } = request.params as Record<string, string>;
    requireKnown(request.query as Parameters, ['fromVersion', ...ABOUT_THE_ANSWER]);
    const context = contextOf(request, { interaction: 'vread', type }, this.options.handling);
    const patch = await this.diffs.ofInstance(context, id, readVersionId('fromVersion', request.query['fromVersion']));
    return new FhirReply(200, {}, stringifyJson(patch));
  }

  @Post('$diff')
  @HttpCode(200)
  @documentOperation('diffVersions')
  async versions(@Req() request: Request): Promise<FhirReply> {
    requireKnown(request.query as Parameters, ABOUT_THE_ANSWER);
    const context = contextOf(request, { interaction: 'vread', type: '' }, this.options.handling);
    const body = readResource(request, SEND_A_RESOURCE);
    const patch = await locating(body, () => {
      requireParameters('$diff', body.value, ['from', 'to']);
      return this.diffs.between(context, readSide(body.value, 'from'), readSide(body.value, 'to'));
    });
    return new FhirReply(200, {}, stringifyJson(patch));
  }
}
