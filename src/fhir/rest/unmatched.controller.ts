import { All, Controller, Req } from '@nestjs/common';
import { Undocumented } from '../plugin/undocumented';
import type { Request } from 'express';
import { FhirRoute } from './fhir-route';
import { FhirRoutes } from './fhir-routes';
import { Mount } from './mount';

/** Handles requests below the base that no other route matches; its routes are registered last. */
@Undocumented()
@FhirRoutes()
@Controller()
export class UnmatchedController {
  constructor(private readonly mount: Mount) {}

  @All(['', '*path'])
  @FhirRoute({ interaction: 'none' })
  refuse(@Req() request: Request): never {
    throw this.mount.refusal(request);
  }
}
