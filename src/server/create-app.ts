import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DestinationStream } from 'pino';
import { AppModule, type Composition } from '../app.module';
import type { Settings } from '../config/settings';
import {
  echoRequestId,
  FhirExpressAdapter,
  requireOneSpelling,
  InFlight,
  readBody,
  refuseFaulty,
  seed,
  serveSwagger,
  StoreRegistry,
  weighAnswers,
  WritePipeline,
} from '../fhir';
import { sampleDirectory } from '../ror';
import { guardHttp } from './http-edge';
import { inOrder } from './in-order';
import { createLogger, NestLogger, requestLogger } from './logging';
import { PrometheusTelemetry } from './metrics/prometheus-telemetry';
import { ServerEdge } from './server-edge';
import { siteOf } from './welcome/welcome.controller';

/** The document of the API, bytes; the page around it holds it as well. */
const LARGEST_PAGE = 1024 ** 2;

export interface CreateAppOptions extends Composition {
  /** Where log lines go; standard output when absent. */
  readonly log?: DestinationStream;
}

/**
 * The assembled server, ready to listen: migrated and, where the settings ask for it, with the sample directory in it.
 * @throws Error in one sentence when the database cannot be opened
 */
export async function createApp(settings: Settings, options: CreateAppOptions = {}): Promise<NestExpressApplication> {
  const logger = createLogger(settings.LOG_LEVEL, options.log);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(settings, options),
    new FhirExpressAdapter({ requestTimeoutMs: settings.REQUEST_TIMEOUT * 1_000, site: siteOf(settings.BASE_URL) }),
    { bodyParser: false, logger: new NestLogger(logger), abortOnError: false },
  );
  app.get(ServerEdge).install(app.getHttpServer(), settings);
  const { middleware: measure } = app.get(PrometheusTelemetry);
  const first = [
    measure,
    echoRequestId,
    requestLogger(logger),
    ...guardHttp(settings),
    refuseFaulty,
    requireOneSpelling,
  ];
  app.use(inOrder(...first));
  // Bodies stay bytes until their media type is known; FHIR's parser says line and column, Express's does not.
  app.use(readBody({ limit: settings.BODY_LIMIT, inFlight: app.get(InFlight) }));
  app.use(['/docs', '/openapi.json'], weighAnswers(app.get(InFlight), 2 * LARGEST_PAGE));
  serveSwagger(app, { baseUrl: settings.BASE_URL });
  await app.init();
  if (settings.SAMPLE_DATA) await seed(app.get(StoreRegistry), app.get(WritePipeline), sampleDirectory());
  return app;
}
