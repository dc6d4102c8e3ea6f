import { Global, Module } from '@nestjs/common';
import { TELEMETRY } from '../fhir';
import { HealthController } from './health/health.controller';
import { MetricsController } from './metrics/metrics.controller';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';

/** What operators need beside FHIR: health and metrics. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [PrometheusTelemetry, { provide: TELEMETRY, useExisting: PrometheusTelemetry }],
  exports: [TELEMETRY],
})
export class OperationsModule {}
