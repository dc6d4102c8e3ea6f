import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ManagementGuard } from '../management/management.guard';
import type { Response } from 'express';
import { FhirError, StoreRegistry, Undocumented } from '../../fhir';
import { ServerEdge } from '../server-edge';
import { StartProgress } from '../start/start-progress';

/** Health checks for the operator: whether the process is alive, and whether it should receive requests. */
@Undocumented()
@UseGuards(ManagementGuard)
@Controller('health')
export class HealthController {
  constructor(
    private readonly stores: StoreRegistry,
    private readonly edge: ServerEdge,
    private readonly progress: StartProgress,
  ) {}

  @Get('live')
  live(): object {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const fault = await this.stores.ping().then(
      () => undefined,
      // The message of any other error may reveal too much.
      (error: unknown) => (error instanceof FhirError ? error.message : 'Unexpected'),
    );
    const database = fault === undefined ? 'up' : 'down';
    const stopping = this.edge.isStopping;
    const ready = database === 'up' && !stopping;
    response.status(ready ? 200 : 503).setHeader('Cache-Control', 'no-store');
    return {
      status: ready ? 'up' : 'down',
      database,
      ...(fault !== undefined && { fault }),
      ...(stopping && { stopping }),
      // Searches find less until this is done.
      ...(this.progress.current && { indexing: this.progress.current }),
    };
  }
}
