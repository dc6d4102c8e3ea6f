import compression from 'compression';
import cors from 'cors';
import type { RequestHandler } from 'express';
import createHelmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../config/settings';

/** What browsers may send and read across origins; without the exposed ones a page cannot see an ETag. */
const CORS_HEADERS = {
  allowedHeaders: ['Accept', 'Authorization', 'Content-Type', 'If-Match', 'If-Modified-Since', 'If-None-Match', 'Prefer', 'X-Request-Id'],
  exposedHeaders: ['Accept-Patch', 'Accept-Post', 'Allow', 'Content-Language', 'Content-Location', 'Content-Range', 'ETag', 'FHIR-Applied-Rules', 'FHIR-Dry-Run', 'FHIR-Warnings', 'Last-Modified', 'Location', 'Preference-Applied', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  maxAge: 600,
}; // prettier-ignore

/** Security headers, compression and, where the settings name origins, CORS. */
export function guardHttp({ CORS_ORIGINS }: Pick<Settings, 'CORS_ORIGINS'>): RequestHandler[] {
  const origin = CORS_ORIGINS.includes('*') ? '*' : [...CORS_ORIGINS];
  return [
    securityHeaders(),
    // Without Origin it is no cross-origin request: OPTIONS is then FHIR's, and not a preflight.
    ...(CORS_ORIGINS.length > 0 ? [onlyWith('origin', cors({ ...CORS_HEADERS, origin }))] : []),
    // The middleware wraps the response: a cost only those should pay who asked for it.
    onlyWith('accept-encoding', compression()),
  ];
}

function onlyWith(header: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) =>
    request.headers[header] === undefined ? next() : handler(request, response, next);
}

/** What helmet sets for pages; for a JSON answer it is weight. HSTS is for whoever ends the TLS connection. */
const FOR_DATA = {
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: { action: 'deny' },
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** Answers are data: nothing in them may run. Swagger UI, a page with scripts of ours, is let off under its own path. */
function securityHeaders(): RequestHandler {
  const data = createHelmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    ...FOR_DATA,
  });
  const page = createHelmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ['*'],
        frameAncestors: ["'none'"],
      },
    },
  });
  const [forPages, forData] = [headersBy(page), headersBy(data)];
  return (request, response, next) => {
    for (const [name, value] of request.url.startsWith('/docs') ? forPages : forData) response.setHeader(name, value);
    next();
  };
}

/** What helmet sets is the same for every request. */
function headersBy(helmet: ReturnType<typeof createHelmet>): readonly (readonly [name: string, value: string])[] {
  const set: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => set.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return set;
}
