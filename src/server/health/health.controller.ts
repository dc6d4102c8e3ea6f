import { type BeforeApplicationShutdown, Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { RESOURCE_STORE, type ResourceStore } from '../../fhir';

/** For whoever runs the process: is it alive, and should it be sent requests? */
@ApiExcludeController()
@Controller('health')
export class HealthController implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(@Inject(RESOURCE_STORE) private readonly store: ResourceStore) {}

  /** A stopping server says so before it closes its door, so that a balancer looks elsewhere. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

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
    const ready = database === 'up' && !this.stopping;
    response.status(ready ? 200 : 503).setHeader('Cache-Control', 'no-store');
    return { status: ready ? 'up' : 'down', database, ...(this.stopping && { stopping: true }) };
  }
}
