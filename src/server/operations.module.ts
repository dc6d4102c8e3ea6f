import { Global, Module } from '@nestjs/common';
import { TELEMETRY } from '../fhir';
import { HealthController } from './health/health.controller';
import { MetricsController } from './metrics/metrics.controller';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { ServerEdge } from './server-edge';
import { WelcomeController } from './welcome/welcome.controller';

/** What people and operators need beside FHIR: a page to start from, health and metrics. */
@Global()
@Module({
  controllers: [WelcomeController, HealthController, MetricsController],
  providers: [ServerEdge, PrometheusTelemetry, { provide: TELEMETRY, useExisting: PrometheusTelemetry }],
  exports: [TELEMETRY],
})
export class OperationsModule {}
