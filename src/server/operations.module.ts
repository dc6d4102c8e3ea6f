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
import { WelcomeController } from './welcome/welcome.controller';

/** What people and operators need beside FHIR: a page to start from, health and metrics. */
@Global()
@Module({})
export class OperationsModule implements OnModuleInit {
  constructor(
    private readonly telemetry: PrometheusTelemetry,
    private readonly stores: StoreRegistry,
    private readonly modules: ModuleRef,
  ) {}

  /**
   * @param fhir the server it is about
   * @param demo hands out tokens, where that is asked for
   */
  static forRoot(fhir: DynamicModule, telemetry: PrometheusTelemetry, demo?: DemoIssuer): DynamicModule {
    return {
      module: OperationsModule,
      imports: [fhir],
      controllers: [WelcomeController, HealthController, MetricsController, ...(demo ? [DemoController] : [])],
      providers: [
        ServerEdge,
        ManagementServer,
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

  /** A plugin that may not be there. */
  private auditTrail(): AuditTrail | undefined {
    try {
      return this.modules.get(AuditTrail, { strict: false });
    } catch {
      return undefined;
    }
  }
}
