import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { findContext, isResourceType, type Telemetry } from '../../fhir';

/** Upper bounds in seconds, from a cached read to a write that waits for a lock. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics in the Prometheus format. Label values come from fixed lists of R4, never from client input. */
@Injectable()
export class PrometheusTelemetry implements Telemetry {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'fhir_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['interaction', 'type', 'status'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly conflicts = this.counter('fhir_conflicts_total', 'Writes refused with 409 or 412', ['type']);
  private readonly retries = this.counter('fhir_write_retries_total', 'Writes that started again', ['type']);
  private readonly rules = this.counter('fhir_applied_rules_total', 'Leniencies used, by rule', ['rule']);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  conflict(type: string): void {
    this.conflicts.inc({ type });
  }
  retry(type: string): void {
    this.retries.inc({ type });
  }
  ruleApplied(rule: string): void {
    this.rules.inc({ rule });
  }

  /** Express middleware that measures every request until its last byte is handed over. */
  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now();
    response.once('finish', () => {
      const { interaction = 'none', type = '' } = findContext(request) ?? {};
      const seconds = (performance.now() - start) / 1_000;
      this.requests.observe(
        { interaction, type: isResourceType(type) ? type : 'none', status: response.statusCode },
        seconds,
      );
    });
    next();
  };

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
