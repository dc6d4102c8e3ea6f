import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Settings } from '../../config/settings';
import { refuseWhileStarting } from '../../fhir';
import { tlsOptionsOf } from '../tls/tls-options';
import type { StartProgress } from './start-progress';

/**
 * Answers in place of a server that migrates its database or rebuilds indexes before it can serve, so that whoever
 * runs it can tell it from one that hangs: `/health/live` returns 200, `/health/ready` returns 503 with how far it is,
 * and everything else returns 503. The port is opened when such work begins.
 */
export class StartServer {
  private server: Server | undefined;
  private isOver = false;

  constructor(
    private readonly settings: Settings,
    private readonly progress: StartProgress,
  ) {
    progress.onProgress(() => this.open());
  }

  /** Frees the port for the server itself. */
  async close(): Promise<void> {
    const { server } = this;
    this.isOver = true;
    if (!server?.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  private open(): void {
    if (this.server || this.isOver) return;
    const { MANAGEMENT_PORT, PORT } = this.settings;
    const tls = MANAGEMENT_PORT === undefined ? tlsOptionsOf(this.settings) : undefined;
    const answer = (request: IncomingMessage, response: ServerResponse) => this.answer(request, response);
    this.server = tls ? createTlsServer(tls, answer) : createServer(answer);
    // A port that is taken is reported when the server itself opens it.
    this.server.on('error', () => undefined);
    this.server.listen(MANAGEMENT_PORT ?? PORT);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const [path] = (request.url ?? '').split('?', 1);
    if (path === '/health/live') return send(response, 200, { status: 'up' });
    if (path === '/health/ready') return send(response, 503, { status: 'down', starting: this.progress.current });
    if (this.settings.MANAGEMENT_PORT !== undefined) return void response.writeHead(404).end();
    refuseWhileStarting(response, this.settings.LANGUAGE);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
