import { Injectable } from '@nestjs/common';
import type { Server } from 'node:http';
import type { Settings } from '../config/settings';
import { type Connections, guardServer, InFlight, SlowReaders } from '../fhir';
import { registerEdgeMetrics } from './metrics/edge-metrics';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { Drain } from './stop/drain';

type EdgeSettings = Pick<Settings, 'LANGUAGE' | 'ANSWER_TIMEOUT' | 'MAX_CONNECTIONS' | 'REQUEST_TIMEOUT'>;

const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node checks for connections that took too long. */
const CHECK_INTERVAL_MS = 1_000;

/** Everything between the network and the application, for the one server of this process. */
@Injectable()
export class ServerEdge {
  private installed: { readonly connections: Connections; readonly drain: Drain } | undefined;

  constructor(
    private readonly inFlight: InFlight,
    private readonly telemetry: PrometheusTelemetry,
  ) {}

  /** Call it once, after the server is created and before it listens. */
  install(server: Server, settings: EdgeSettings): void {
    const { LANGUAGE, ANSWER_TIMEOUT, MAX_CONNECTIONS, REQUEST_TIMEOUT } = settings;
    const requestTimeout = REQUEST_TIMEOUT * 1_000;
    // The interval is read when the server begins to listen.
    Object.assign(server, {
      requestTimeout,
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeout),
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    });
    server.maxConnections = MAX_CONNECTIONS;
    const connections = guardServer(server, { language: LANGUAGE });
    const slowReaders = new SlowReaders({ open: () => connections.open, patienceMs: ANSWER_TIMEOUT * 1_000 });
    server.once('close', () => slowReaders.stop());
    this.installed = { connections, drain: new Drain(server, connections) };
    registerEdgeMetrics({ inFlight: this.inFlight, slowReaders, connections }, this.telemetry.registry);
  }

  get isStopping(): boolean {
    return this.installed?.drain.isOn ?? false;
  }

  get drain(): Drain {
    if (!this.installed) throw new Error('The edge of the server is not installed yet');
    return this.installed.drain;
  }
}
