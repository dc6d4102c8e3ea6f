import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { Undocumented } from '../../fhir';
import { ManagementGuard } from '../management/management.guard';
import { PrometheusTelemetry } from './prometheus-telemetry';

@Undocumented()
@UseGuards(ManagementGuard)
@Controller('metrics')
export class MetricsController {
  constructor(private readonly telemetry: PrometheusTelemetry) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.telemetry.registry.metrics();
  }
}
