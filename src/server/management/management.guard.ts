import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ManagementServer } from './management-server';

/** Hides health and metrics from the FHIR port when they have a port of their own. */
@Injectable()
export class ManagementGuard implements CanActivate {
  constructor(private readonly management: ManagementServer) {}

  canActivate(execution: ExecutionContext): true {
    if (this.management.admits(execution.getArgByIndex<IncomingMessage>(0))) return true;
    throw new NotFoundException();
  }
}
