import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { FHIR_OPTIONS, FHIR_PATH, type FhirOptions } from '../options/fhir-options';
import { InFlight, LARGE_BUNDLE } from './edge/in-flight';
import { readBody } from './edge/read-body';
import { Mount } from './mount';
import { spellingFault } from './one-spelling';
import { admit } from './admit';
import { Refusals } from './refusals';
import { echoRequestId } from './request-id';

const BODY_LIMIT = 2 * 1024 ** 2;
/** Below the base. */
const FOR_EVERYBODY = /^\/(?:metadata|\.well-known\/smart-configuration)\/?$/;

/**
 * What has to happen to requests of FHIR before Nest routes them: bodies are kept as bytes, since only their media type says
 * what they are, and Nest's parsers would take JSON first. Installed when it is made, which is before they are; it touches
 * nothing outside of FHIR, and answers what it refuses itself, since no route has been found that a filter could be bound to.
 */
@Injectable()
export class MountMiddleware implements OnModuleInit {
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
    // An application without HTTP, such as one that fills a store, has none of this.
    if (httpAdapter?.getType?.() !== 'express') return;
    httpAdapter.use((request: Request, response: Response, next: NextFunction): void => {
      if (!mount.has(request)) return next();
      if (!response.hasHeader('X-Request-Id')) echoRequestId(request, response, () => undefined);
      const fault = spellingFault(request);
      if (fault) return void refusals.answer(fault, request, response);
      const refuse = (refusal: unknown): void => void refusals.answer(refusal, request, response);
      const proceed = (): void =>
        void read(request, response, (unread?: unknown) => (unread === undefined ? next() : refuse(unread)));
      if ((authenticator === undefined && throttle === undefined) || this.isPublic(request)) proceed();
      else admit({ authenticator, throttle }, request, response, proceed, refuse);
    });
  }

  /** What has to be known before one can authenticate. */
  private isPublic(request: Request): boolean {
    const { method } = request;
    if (method === 'OPTIONS') return true;
    if (method !== 'GET' && method !== 'HEAD') return false;
    return FOR_EVERYBODY.test(request.path.slice(this.mount.path.length));
  }

  /**
   * The prefix of the application is known by now.
   * @throws Error when links would lead elsewhere than to the routes
   */
  onModuleInit(): void {
    const mounted = `${prefixOf(this.application, `/${this.path}`)}/${this.path}`;
    if (this.mount.path === mounted) return;
    throw new Error(
      `FHIR is served at ${mounted}, and the baseUrl ${this.options.baseUrl} says ${this.mount.path}: set the path of FhirModule, or the baseUrl, so that both are the same.`,
    );
  }
}

/** `BundleController` has it wait for its turn. */
function isBundle(request: Request, mount: Mount): boolean {
  return request.method === 'POST' && mount.segmentsOf(request)?.length === 0;
}

function prefixOf(application: ApplicationConfig, path: string): string {
  const { exclude = [] } = application.getGlobalPrefixOptions();
  const prefix = application.getGlobalPrefix().replace(/^\/+|\/+$/g, '');
  if (prefix === '' || exclude.some(({ pathRegex }) => pathRegex.test(`${path}/metadata`))) return '';
  return `/${prefix}`;
}
