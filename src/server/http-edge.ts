import compression from 'compression';
import cors from 'cors';
import type { RequestHandler } from 'express';
import createHelmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../config/settings';

/** Headers that browsers may send and read across origins; a page cannot read an ETag that is not exposed. */
const CORS_HEADERS = {
  allowedHeaders: ['Accept', 'Authorization', 'Content-Type', 'If-Match', 'If-Modified-Since', 'If-None-Exist', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Prefer', 'Range', 'X-Request-Id'],
  exposedHeaders: ['Accept-Patch', 'Accept-Post', 'Allow', 'Content-Language', 'Content-Location', 'Content-Range', 'ETag', 'FHIR-Applied-Rules', 'FHIR-Dry-Run', 'FHIR-Warnings', 'Last-Modified', 'Location', 'Preference-Applied', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  maxAge: 600,
}; // prettier-ignore

/** Security headers, compression and, where the settings name origins, CORS. */
export function guardHttp({ CORS_ORIGINS }: Pick<Settings, 'CORS_ORIGINS'>): RequestHandler[] {
  const origin = CORS_ORIGINS.includes('*') ? '*' : [...CORS_ORIGINS];
  return [
    securityHeaders(),
    // Without Origin it is not a cross-origin request, and OPTIONS is FHIR's rather than a preflight.
    ...(CORS_ORIGINS.length > 0 ? [onlyWith('origin', cors({ ...CORS_HEADERS, origin }))] : []),
    // The middleware wraps the response; only requests that accept compression should pay for that.
    onlyWith('accept-encoding', compression()),
  ];
}

function onlyWith(header: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) =>
    request.headers[header] === undefined ? next() : handler(request, response, next);
}

/** Headers that helmet sets for pages, useless on a JSON answer. HSTS is left to whatever terminates TLS. */
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

/**
 * Answers are data in which no script may run. Swagger UI, a page with our own scripts, is exempt under its own path.
 */
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

/** Computed once, because helmet sets the same headers on every response. */
function headersBy(helmet: ReturnType<typeof createHelmet>): readonly (readonly [name: string, value: string])[] {
  const set: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => set.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return set;
}
