import { type DynamicModule, Global, Module, type OnModuleInit } from '@nestjs/common';
import { StoreRegistry, TELEMETRY } from '../fhir';
import { HealthController } from './health/health.controller';
import { MetricsController } from './metrics/metrics.controller';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { registerStoreMetrics } from './metrics/store-metrics';
import { ServerEdge } from './server-edge';
import { WelcomeController } from './welcome/welcome.controller';

/** What people and operators need beside FHIR: a page to start from, health and metrics. */
@Global()
@Module({})
export class OperationsModule implements OnModuleInit {
  constructor(
    private readonly telemetry: PrometheusTelemetry,
    private readonly stores: StoreRegistry,
  ) {}

  /** @param fhir the server it is about */
  static forRoot(fhir: DynamicModule, telemetry: PrometheusTelemetry): DynamicModule {
    return {
      module: OperationsModule,
      imports: [fhir],
      controllers: [WelcomeController, HealthController, MetricsController],
      providers: [
        ServerEdge,
        { provide: PrometheusTelemetry, useValue: telemetry },
        { provide: TELEMETRY, useExisting: PrometheusTelemetry },
      ],
      exports: [TELEMETRY],
    };
  }

  onModuleInit(): void {
    registerStoreMetrics(this.stores, this.telemetry.registry);
  }
}
