import { Injectable } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is for whoever runs the server, and for nobody else. */
const PATHS = /^\/(?:health|metrics)(?:[/?]|$)/;

/** Health and metrics on a port of their own, so that a network can keep them from clients; without one they are beside FHIR. */
@Injectable()
export class ManagementServer {
  private server: Server | undefined;
  private readonly arrived = new WeakSet<IncomingMessage>();

  /** True for a request that may see health and metrics. */
  admits(request: IncomingMessage): boolean {
    return this.server === undefined || this.arrived.has(request);
  }

  /** @param application what answers, on this port as on the other; @returns the port */
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

  /** Called by Nest last of all: whoever asks for health shall see that the server stops. */
  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
