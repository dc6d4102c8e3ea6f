import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { DynamicModule, INestApplication, LoggerService, LogLevel, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FhirModule, RESOURCE_STORE, type FhirModuleOptions, type ResourceStore } from '../../fhir';
import { MemoryResourceStore } from '../../persistence';

export interface StartAppOptions {
  readonly plugins: FhirModuleOptions['plugins'];
  /** Store of the types whose plugin names none; default: a new memory store. The app does not close it. */
  readonly store?: ResourceStore;
  /**
   * Instead of `store`: a module as for `FhirModule`, such as `PersistenceModule.forRoot({ url: 'sqlite::memory:' })`, for
   * plugins that have tables of their own.
   */
  readonly persistence?: FhirModuleOptions['persistence'];
  /** What is logged, or to where, such as `['warn', 'error']`; default: nothing. The cause of a 500 is only in the log. */
  readonly logger?: LoggerService | LogLevel[] | false;
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
  store,
  persistence = storeModule(store ?? new MemoryResourceStore()),
  logger = false,
  options = {},
}: StartAppOptions): Promise<RunningApp> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}/${(options.path ?? 'fhir').replace(/^\/+|\/+$/g, '')}`;
  const software = { name: 'Test', version: '1' };
  const module = FhirModule.forRoot({ software, ...options, baseUrl, plugins, persistence });
  const app = await NestFactory.create(module, { logger, abortOnError: false });
  await app.listen(port, '127.0.0.1');
  const used = app.get<ResourceStore>(RESOURCE_STORE, { strict: false });
  return { app, baseUrl, store: used, close: () => app.close() };
}

function storeModule(store: ResourceStore): DynamicModule {
  return {
    module: class StoreOfTheTest {} as Type,
    providers: [{ provide: RESOURCE_STORE, useValue: store }],
    exports: [RESOURCE_STORE],
  };
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
