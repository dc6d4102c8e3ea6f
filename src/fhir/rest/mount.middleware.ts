import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { FHIR_OPTIONS, FHIR_PATH, type FhirOptions } from '../options/fhir-options';
import { Cohort, isShort } from './edge/cohort';
import { InFlight, LARGE_BUNDLE } from './edge/in-flight';
import { readBody } from './edge/read-body';
import { Mount } from './mount';
import { spellingFault } from './one-spelling';
import { admit } from './admit';
import { Refusals } from './refusals';
import { echoRequestId } from './request-id';

const BODY_LIMIT = 2 * 1024 ** 2;
/** Paths below the base that need no authentication. */
const FOR_EVERYBODY = /^\/(?:metadata|\.well-known\/smart-configuration)\/?$/;

/**
 * Prepares FHIR requests before Nest routes them. Bodies are kept as bytes, because only their media type says how to
 * read them and Nest's parsers would consume JSON first. It is installed on construction, before those parsers. It
 * ignores requests outside FHIR, and answers its own refusals, since there is no route yet that a filter could be bound
 * to.
 */
@Injectable()
export class MountMiddleware implements OnModuleInit {
  private readonly cohort = new Cohort();

  constructor(
    { httpAdapter }: HttpAdapterHost,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(FHIR_PATH) private readonly path: string,
    private readonly mount: Mount,
    private readonly application: ApplicationConfig,
    refusals: Refusals,
    inFlight: InFlight,
  ) {
    const { authenticator, throttle } = options;
    const read = readBody({
      limit: options.bodyLimit ?? BODY_LIMIT,
      inFlight,
      waits: (request, bytes) => bytes > LARGE_BUNDLE && isBundle(request, mount),
    });
    const adapter = httpAdapter?.getType?.() ?? '';
    // An application without an HTTP server, such as an import, does not need it.
    if (adapter === '') return;
    // Requests would reach the routes without authentication.
    if (adapter !== 'express')
      throw new Error(`FhirModule runs on Nest’s Express adapter; this application has one for ${adapter}.`);
    httpAdapter.use((request: Request, response: Response, next: NextFunction): void => {
      if (!mount.has(request)) return next();
      if (!response.hasHeader('X-Request-Id')) echoRequestId(request, response, () => undefined);
      const fault = spellingFault(request);
      if (fault) return void refusals.answer(fault, request, response);
      const refuse = (refusal: unknown): void => void refusals.answer(refusal, request, response);
      const proceed = (): void =>
        void read(request, response, (unread?: unknown) => {
          if (unread !== undefined) refuse(unread);
          else if (isShort(request.body)) void this.cohort.together().then(() => next());
          else next();
        });
      if ((authenticator === undefined && throttle === undefined) || this.isPublic(request)) proceed();
      else admit({ authenticator, throttle }, request, response, proceed, refuse);
    });
  }

  /** What clients must be able to read before they can authenticate. */
  private isPublic(request: Request): boolean {
    const { method } = request;
    if (method === 'OPTIONS') return true;
    if (method !== 'GET' && method !== 'HEAD') return false;
    return FOR_EVERYBODY.test(request.path.slice(this.mount.path.length));
  }

  /**
   * Checks the path, because the global prefix of the application is known only now.
   * @throws Error when links would not lead to the routes
   */
  onModuleInit(): void {
    const mounted = `${prefixOf(this.application, `/${this.path}`)}/${this.path}`;
    if (this.mount.path === mounted) return;
    throw new Error(
      `FHIR is served at ${mounted}, and the baseUrl ${this.options.baseUrl} says ${this.mount.path}: set the path of FhirModule, or the baseUrl, so that both are the same.`,
    );
  }
}

/** Such a request waits for its turn in `BundleController`. */
function isBundle(request: Request, mount: Mount): boolean {
  return request.method === 'POST' && mount.segmentsOf(request)?.length === 0;
}

function prefixOf(application: ApplicationConfig, path: string): string {
  const { exclude = [] } = application.getGlobalPrefixOptions();
  const prefix = application.getGlobalPrefix().replace(/^\/+|\/+$/g, '');
  if (prefix === '' || exclude.some(({ pathRegex }) => pathRegex.test(`${path}/metadata`))) return '';
  return `/${prefix}`;
}
