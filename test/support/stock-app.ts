import type { DynamicModule, INestApplication, ModuleMetadata, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Server } from 'node:http';
import request from 'supertest';
import { FhirModule, type FhirModuleOptions, type PluginModule } from '../../src/fhir';
import { MemoryPersistenceModule } from '../../src/persistence';

export const OPTIONS = {
  baseUrl: 'http://localhost:3000/fhir',
  updateCreate: true,
  ifMatch: 'optional',
  handling: 'lenient',
  validationLevel: 'base',
  software: { name: 'Stock', version: '1' },
} as const;

export function fhir(plugins: readonly PluginModule[], over: Partial<FhirModuleOptions> = {}): DynamicModule {
  return FhirModule.forRoot({ ...OPTIONS, plugins, persistence: MemoryPersistenceModule, ...over });
}

export interface StockApp {
  readonly app: INestApplication;
  readonly server: Server;
  send(method: 'get' | 'post' | 'put' | 'delete', path: string): request.Test;
  write(method: 'post' | 'put', path: string, body: object): request.Test;
}

/**
 * An application with the defaults of Nest.
 * @param before called before the application starts
 */
export async function stockApp(
  host: ModuleMetadata,
  prefix?: string,
  before: (app: INestApplication) => void = () => undefined,
): Promise<StockApp> {
  const module: DynamicModule = { module: class Host {} as Type, ...(host as object) };
  const app = await NestFactory.create(module, { logger: false, abortOnError: false });
  if (prefix !== undefined) app.setGlobalPrefix(prefix);
  before(app);
  const server = (await app.listen(0, '127.0.0.1')) as Server;
  const send: StockApp['send'] = (method, path) => request(server)[method](path);
  return {
    app,
    server,
    send,
    write: (method, path, body) =>
      send(method, path).set('Content-Type', 'application/fhir+json').send(JSON.stringify(body)),
  };
}
