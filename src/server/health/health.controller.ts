import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { RESOURCE_STORE, type ResourceStore } from '../../fhir';
import { ServerEdge } from '../server-edge';

/** For whoever runs the process: is it alive, and should it be sent requests? */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(RESOURCE_STORE) private readonly store: ResourceStore,
    private readonly edge: ServerEdge,
  ) {}

  @Get('live')
  live(): object {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const database = await this.store.ping().then(
      () => 'up' as const,
      () => 'down' as const,
    );
    const stopping = this.edge.isStopping;
    const ready = database === 'up' && !stopping;
    response.status(ready ? 200 : 503).setHeader('Cache-Control', 'no-store');
    return { status: ready ? 'up' : 'down', database, ...(stopping && { stopping }) };
  }
}
