import { Injectable } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Paths for the operator only. */
const PATHS = /^\/(?:health|metrics)(?:[/?]|$)/;

/**
 * Serves health and metrics on a separate port, so that the network can hide them from clients. Without one, they are
 * on the same port as FHIR.
 */
@Injectable()
export class ManagementServer {
  private server: Server | undefined;
  private readonly arrived = new WeakSet<IncomingMessage>();

  /** Whether a request may see health and metrics. */
  admits(request: IncomingMessage): boolean {
    return this.server === undefined || this.arrived.has(request);
  }

  /** @param application answers requests on both ports. @returns the port */
  async listen(application: RequestListener, port: number): Promise<number> {
    const server = createServer((request, response) => {
      if (!PATHS.test(request.url ?? '')) {
        response.writeHead(404).end();
        return;
      }
      this.arrived.add(request);
      application(request, response);
    });
    this.server = server;
    server.listen(port);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Nest calls this last, so that health checks can still see that the server is stopping. */
  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
