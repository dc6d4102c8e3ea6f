import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ManagementServer } from './management-server';

/** What has a port of its own is not there on the other. */
@Injectable()
export class ManagementGuard implements CanActivate {
  constructor(private readonly management: ManagementServer) {}

  canActivate(execution: ExecutionContext): true {
    if (this.management.admits(execution.getArgByIndex<IncomingMessage>(0))) return true;
    throw new NotFoundException();
  }
}
