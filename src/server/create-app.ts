import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import type { DestinationStream } from 'pino';
import { AppModule, type Composition } from '../app.module';
import { requireAuthChoice } from '../config/auth-settings';
import type { Settings } from '../config/settings';
import { authenticatorOf } from './auth/authenticator-of';
import { DEMO_SWAGGER_CLIENT } from './demo/demo-clients';
import { DemoIssuer } from './demo/demo-issuer';
import { followFiles, tlsOptionsOf } from './tls/tls-options';
import {
  ClientLimits,
  echoRequestId,
  FhirExceptionFilter,
  requireOneSpelling,
  InFlight,
  readBody,
  refuseFaulty,
  RESOURCE_STORE,
  type ResourceStore,
  seed,
  serveSwagger,
  StoreRegistry,
  weighAnswers,
  WritePipeline,
} from '../fhir';
import { sampleDirectory } from '../ror';
import { ExpressServerAdapter } from './express-server';
import { guardHttp } from './http-edge';
import { inOrder } from './in-order';
import { createLogger, NestLogger, requestLogger } from './logging';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { ServerEdge } from './server-edge';
import { checkFolders } from './start/check-files';
import { StartProgress } from './start/start-progress';

/** Upper bound for the OpenAPI document, in bytes; the Swagger page contains it too. */
const LARGEST_PAGE = 1024 ** 2;

export interface CreateAppOptions extends Omit<Composition, 'telemetry'> {
  /** Where log lines go; standard output when absent. */
  readonly log?: DestinationStream;
}

/**
 * Assembles the server, ready to listen: its database is migrated and, if the settings say so, holds the sample
 * directory.
 * @throws Error in one sentence when `AUTH` is not set or the database cannot be opened
 */
export async function createApp(settings: Settings, options: CreateAppOptions = {}): Promise<NestExpressApplication> {
  requireAuthChoice(settings);
  checkFolders(settings);
  const demo = settings.AUTH === 'demo' ? new DemoIssuer(settings.BASE_URL) : undefined;
  const authenticator = authenticatorOf(settings, demo);
  const limits = new ClientLimits({ requests: settings.RATE_LIMIT, searches: settings.SEARCHES_PER_CLIENT });
  const httpsOptions = tlsOptionsOf(settings);
  const logger = createLogger(settings.LOG_LEVEL, options.log);
  const telemetry = new PrometheusTelemetry();
  const { progress = new StartProgress() } = options;
  // On SQLite nothing else runs during a migration, not even what would write buffered lines.
  progress.onProgress(() => logger.flush());
  // All paths are case-sensitive, not only FHIR's, which enforces that itself.
  const adapter = new ExpressServerAdapter(express().enable('case sensitive routing'));
  // The ETag in FHIR is the version; Express would hash every other body to compute its own.
  adapter.set('etag', false);
  adapter.set('x-powered-by', false);
  // These run for every request, before anything that a module installs.
  adapter.use(inOrder(telemetry.middleware, echoRequestId, requestLogger(logger), ...guardHttp(settings)));
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(settings, { authenticator, throttle: limits, demo, ...options, telemetry, progress }),
    adapter,
    { bodyParser: false, logger: new NestLogger(logger), abortOnError: false, ...(httpsOptions && { httpsOptions }) },
  );
  app.get(ServerEdge).install(app.getHttpServer(), settings);
  followFiles(app.getHttpServer(), settings);
  const inFlight = app.get(InFlight);
  // The FHIR module does the same for its own routes.
  app.use(inOrder(refuseFaulty, requireOneSpelling, readBody({ limit: settings.BODY_LIMIT, inFlight })));
  app.useGlobalFilters(app.get(FhirExceptionFilter));
  app.use(['/docs', '/openapi.json'], weighAnswers(inFlight, 2 * LARGEST_PAGE));
  serveSwagger(app, demo ? { client: DEMO_SWAGGER_CLIENT } : {});
  await app.init();
  const { rates } = app.get<ResourceStore>(RESOURCE_STORE);
  if (rates) limits.shareBy(rates, (err) => logger.warn({ err }, 'counts of requests are not shared now'));
  app.getHttpServer().once('close', () => void limits.stop());
  void authenticator?.prepare().then((failures) => {
    for (const [issuer, err] of failures) logger.warn({ issuer, err }, 'the authorization server does not answer yet');
  });
  if (settings.SAMPLE_DATA) await seed(app.get(StoreRegistry), app.get(WritePipeline), sampleDirectory());
  return app;
}
