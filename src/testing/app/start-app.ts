import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FhirModule, RESOURCE_STORE, type FhirModuleOptions, type ResourceStore } from '../../fhir';
import { MemoryResourceStore } from '../../persistence';

export interface StartAppOptions {
  readonly plugins: FhirModuleOptions['plugins'];
  /** Store of the types whose plugin names none; default: a new memory store. The app does not close it. */
  readonly store?: ResourceStore;
  /** Options of `FhirModule`; `baseUrl` is set for you. */
  readonly options?: Partial<Omit<FhirModuleOptions, 'plugins' | 'persistence' | 'baseUrl'>>;
}

/** A server running on its own port. */
export interface RunningApp {
  readonly app: INestApplication;
  /** Without a trailing slash, such as `http://127.0.0.1:40123/fhir`. */
  readonly baseUrl: string;
  readonly store: ResourceStore;
  close(): Promise<void>;
}

/**
 * Starts plugins as an application would, on Nest's stock adapter.
 * @throws the error that stops the startup
 */
export async function startApp({
  plugins,
  store = new MemoryResourceStore(),
  options = {},
}: StartAppOptions): Promise<RunningApp> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}/${(options.path ?? 'fhir').replace(/^\/+|\/+$/g, '')}`;
  const persistence = {
    module: class StoreOfTheTest {} as Type,
    providers: [{ provide: RESOURCE_STORE, useValue: store }],
    exports: [RESOURCE_STORE],
  };
  const software = { name: 'Test', version: '1' };
  const module = FhirModule.forRoot({ software, ...options, baseUrl, plugins, persistence });
  const app = await NestFactory.create(module, { logger: false, abortOnError: false });
  await app.listen(port, '127.0.0.1');
  return { app, baseUrl, store, close: () => app.close() };
}

/** A free port, chosen in advance because links contain the port before the server listens on it. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
