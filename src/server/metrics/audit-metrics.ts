import { Counter, Gauge, type Registry } from 'prom-client';
import type { AuditTrail } from '../../fhir';

type Queue = AuditTrail['queue'];

const GAUGES: readonly { readonly name: string; readonly help: string; readonly of: (queue: Queue) => number }[] = [
  { name: 'fhir_audit_waiting', help: 'Audit records that are not kept yet', of: (queue) => queue.length },
  { name: 'fhir_audit_waiting_bytes', help: 'Room they take', of: (queue) => queue.waitingBytes },
  {
    name: 'fhir_audit_oldest_seconds',
    help: 'Age of the oldest of them; 0: none waits',
    of: ({ oldest }) => (oldest === undefined ? 0 : Math.max(0, Date.now() - oldest) / 1_000),
  },
];

/** Metrics of the records on their way to the audit log. */
export function registerAuditMetrics({ queue }: AuditTrail, registry: Registry): void {
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(of(queue));
      },
    });
  }
  new Counter({
    name: 'fhir_audit_lost_total',
    help: 'Audit records that there was no room for',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(queue.lost);
    },
  });
}
