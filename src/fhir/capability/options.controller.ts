import { Controller, Options, Req } from '@nestjs/common';
import { Undocumented } from '../plugin/undocumented';
import type { Request } from 'express';
import { FhirReply } from '../rest/fhir-reply';
import { FhirRoute } from '../rest/fhir-route';
import { FhirRoutes } from '../rest/fhir-routes';
import { ACCEPT_POST, ACCEPT_SEARCH } from '../rest/media-types';
import { Mount } from '../rest/mount';
import { ACCEPT_PATCH } from '../rest/patch-formats';
import { CapabilityService } from './capability.service';

/**
 * `OPTIONS [base]` returns the CapabilityStatement; below it, OPTIONS lists the methods of a path. Express itself would
 * send a plain list.
 */
@Undocumented()
@FhirRoutes()
@Controller()
export class OptionsController {
  constructor(
    private readonly capability: CapabilityService,
    private readonly mount: Mount,
  ) {}

  @Options()
  @FhirRoute({ interaction: 'capabilities' })
  base(): FhirReply {
    return new FhirReply(200, {}, this.capability.json);
  }

  @Options('*path')
  @FhirRoute({ interaction: 'capabilities' })
  methods(@Req() request: Request): FhirReply {
    const allowed = this.mount.allowAt(request);
    if (!allowed) throw this.mount.refusal(request);
    return new FhirReply(204, {
      Allow: allowed.join(', '),
      ...(allowed.includes('PATCH') && { 'Accept-Patch': ACCEPT_PATCH.join(', ') }),
      ...(allowed.includes('POST') && {
        'Accept-Post': request.path.endsWith('/_search') ? ACCEPT_SEARCH : ACCEPT_POST,
      }),
    });
  }
}
