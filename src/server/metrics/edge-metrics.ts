import { Counter, Gauge, type Registry } from 'prom-client';
import { type ByteBudget, type Connections, type InFlight, SHARE_NAMES, type SlowReaders } from '../../fhir';

interface Edge {
  readonly inFlight: InFlight;
  readonly slowReaders: SlowReaders;
  readonly connections: Connections;
}

interface Figure {
  readonly name: string;
  readonly help: string;
  readonly of: (edge: Edge) => number;
}

/** Gauges for each share of the memory budget, read whenever metrics are collected. */
const OF_SHARES: readonly (Omit<Figure, 'of'> & { readonly of: (budget: ByteBudget) => number })[] = [
  { name: 'fhir_bytes_in_flight', help: 'Bytes held of the memory budget', of: ({ used }) => used },
  { name: 'fhir_bytes_in_flight_limit', help: 'Bytes of the memory budget', of: ({ limit }) => limit },
];
const GAUGES: readonly Figure[] = [
  { name: 'fhir_connections', help: 'Connections of clients that are open', of: ({ connections }) => connections.count },
]; // prettier-ignore
const COUNTERS: readonly Figure[] = [
  { name: 'fhir_slow_readers_cut_total', help: 'Connections cut because nothing of an answer was read', of: ({ slowReaders }) => slowReaders.cut },
  { name: 'fhir_unread_requests_total', help: 'Refusals of what could not be read as a request', of: ({ connections }) => connections.unread },
]; // prettier-ignore

/** Metrics of connections and the memory budget. */
export function registerEdgeMetrics(edge: Edge, registry: Registry): void {
  const registers = [registry];
  const { budgets } = edge.inFlight;
  for (const { name, help, of } of OF_SHARES) {
    new Gauge({
      name,
      help,
      registers,
      labelNames: ['of'],
      collect() {
        for (const share of SHARE_NAMES) this.set({ of: share }, of(budgets[share]));
      },
    });
  }
  new Counter({
    name: 'fhir_refused_for_memory_total',
    help: 'Requests and answers there was no room for in the memory budget',
    registers,
    labelNames: ['of'],
    collect() {
      this.reset();
      for (const share of SHARE_NAMES) this.inc({ of: share }, budgets[share].refused);
    },
  });
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(of(edge));
      },
    });
  }
  for (const { name, help, of } of COUNTERS) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(of(edge));
      },
    });
  }
}
