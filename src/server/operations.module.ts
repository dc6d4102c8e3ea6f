import { type DynamicModule, Global, Module, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AuditTrail, StoreRegistry, TELEMETRY } from '../fhir';
import { DemoController } from './demo/demo.controller';
import { DemoIssuer } from './demo/demo-issuer';
import { HealthController } from './health/health.controller';
import { ManagementServer } from './management/management-server';
import { MetricsController } from './metrics/metrics.controller';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { registerAuditMetrics } from './metrics/audit-metrics';
import { registerStoreMetrics } from './metrics/store-metrics';
import { ServerEdge } from './server-edge';
import { StartProgress } from './start/start-progress';
import { WelcomeController } from './welcome/welcome.controller';

/** Endpoints beside FHIR: the welcome page, health and metrics. */
@Global()
@Module({})
export class OperationsModule implements OnModuleInit {
  constructor(
    private readonly telemetry: PrometheusTelemetry,
    private readonly stores: StoreRegistry,
    private readonly modules: ModuleRef,
  ) {}

  /**
   * @param fhir the FHIR module of the server
   * @param demo issues tokens, if the demo is enabled
   */
  static forRoot(
    fhir: DynamicModule,
    telemetry: PrometheusTelemetry,
    progress: StartProgress,
    demo?: DemoIssuer,
  ): DynamicModule {
    return {
      module: OperationsModule,
      imports: [fhir],
      controllers: [WelcomeController, HealthController, MetricsController, ...(demo ? [DemoController] : [])],
      providers: [
        ServerEdge,
        ManagementServer,
        { provide: StartProgress, useValue: progress },
        ...(demo ? [{ provide: DemoIssuer, useValue: demo }] : []),
        { provide: PrometheusTelemetry, useValue: telemetry },
        { provide: TELEMETRY, useExisting: PrometheusTelemetry },
      ],
      exports: [TELEMETRY],
    };
  }

  onModuleInit(): void {
    registerStoreMetrics(this.stores, this.telemetry.registry);
    const trail = this.auditTrail();
    if (trail) registerAuditMetrics(trail, this.telemetry.registry);
  }

  /** Undefined when the audit plugin is not installed. */
  private auditTrail(): AuditTrail | undefined {
    try {
      return this.modules.get(AuditTrail, { strict: false });
    } catch {
      return undefined;
    }
  }
}
