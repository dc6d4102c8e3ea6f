import { Agent } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { readSettings, type SETTING_NAMES } from '../../src/config/settings';
import { RESOURCE_STORE, type ResourceStore } from '../../src/fhir';
import { PrepareDefinitions } from '../../src/fhir/service/prepare-definitions';
import { createApp, type CreateAppOptions } from '../../src/server/create-app';

export type SettingsText = Partial<Record<(typeof SETTING_NAMES)[number], string>>;

export const FHIR_JSON = 'application/fhir+json';
export const FHIR_XML = 'application/fhir+xml';

/** The assembled server on a port of its own, and a client for it. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly store: ResourceStore;
  send(method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'trace', path: string): request.Test;
  /** Sends a body as FHIR JSON. A string is sent as it is. */
  write(
    method: 'post' | 'put' | 'patch',
    path: string,
    body: object | string,
    headers?: Record<string, string>,
  ): request.Test;
  close(): Promise<void>;
}

export async function startTestApp(settings: SettingsText, options: CreateAppOptions = {}): Promise<TestApp> {
  const app = await createApp(readSettings({ LOG_LEVEL: 'silent', AUTH: 'none', ...settings }), options);
  const server = (await app.listen(0, '127.0.0.1')) as Parameters<typeof request>[0];
  // A test needs few definitions, which are compiled on first use; all of them take longer than the start.
  app.get(PrepareDefinitions).onModuleDestroy();
  // A new connection for each request takes longer than most answers. A kept one must survive any pause between two tests.
  app.getHttpServer().keepAliveTimeout = 0;
  const agent = new Agent({ keepAlive: true });
  const send: TestApp['send'] = (method, path) => request(server)[method](`/fhir${path}`).agent(agent);
  return {
    app,
    store: app.get<ResourceStore>(RESOURCE_STORE),
    send,
    write: (method, path, body, headers = {}) =>
      send(method, path)
        .set({ 'Content-Type': FHIR_JSON, ...headers })
        .send(typeof body === 'string' ? body : JSON.stringify(body)),
    close: () => app.close(),
  };
}
