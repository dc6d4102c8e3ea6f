import { Counter, Gauge, type Registry } from 'prom-client';
import type { StoreLoad, StoreRegistry } from '../../fhir';

/** Gauges of the store, read whenever metrics are collected. */
const GAUGES: readonly { readonly name: string; readonly help: string; readonly of: keyof StoreLoad }[] = [
  { name: 'fhir_store_connections', help: 'Connections to the database that may be open at once', of: 'connections' },
  { name: 'fhir_store_connections_busy', help: 'Connections at work', of: 'busy' },
  { name: 'fhir_store_waiting', help: 'Requests that wait for a connection', of: 'waiting' },
];

/** Metrics of all stores together, if at least one reports its load. */
export function registerStoreMetrics(stores: StoreRegistry, registry: Registry): void {
  if (!stores.load()) return;
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(stores.load()![of]);
      },
    });
  }
  new Counter({
    name: 'fhir_store_retries_total',
    help: 'Statements and transactions that ran again, because another one was in their way',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(stores.load()!.retries);
    },
  });
}
