import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { stringifyJson } from '../json';
import { documentOperation } from '../openapi/document-operation';
import { FhirReply } from '../rest/fhir-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { ABOUT_THE_ANSWER, requireKnown } from '../rest/known-parameters';
import { SEND_A_RESOURCE } from '../rest/media-types';
import { contextOf } from '../rest/request-context';
import { locating, readResource } from '../rest/request-body';
import { queryOf } from '../rest/request-parameters';
import { DiffService } from './diff.service';
import { requireParameters } from './operation-parameters';
import { readSide, readVersionId } from './version-reference';

const DIFF = { interaction: 'operation', operation: '$diff' } as const;

/** `$diff`: what changed, as the FHIRPath Patch that changes it. */
@FhirRoutes()
@Controller()
export class DiffController {
  constructor(private readonly diffs: DiffService) {}

  @Get(':type/:id/$diff')
  @documentOperation('diffInstance')
  @FhirRoute(DIFF)
  async instance(@Req() request: Request): Promise<FhirReply> {
    const query = queryOf(request);
    requireKnown(query, ['fromVersion', ...ABOUT_THE_ANSWER]);
    const patch = await this.diffs.ofInstance(contextOf(request), readVersionId('fromVersion', query['fromVersion']));
    return new FhirReply(200, {}, stringifyJson(patch));
  }

  @Post('$diff')
  @documentOperation('diffVersions')
  @FhirRoute(DIFF)
  async versions(@Req() request: Request): Promise<FhirReply> {
    requireKnown(queryOf(request), ABOUT_THE_ANSWER);
    const context = contextOf(request);
    const body = readResource(request, SEND_A_RESOURCE);
    const patch = await locating(body, () => {
      requireParameters('$diff', body.value, ['from', 'to']);
      return this.diffs.between(context, readSide(body.value, 'from'), readSide(body.value, 'to'));
    });
    return new FhirReply(200, {}, stringifyJson(patch));
  }
}
