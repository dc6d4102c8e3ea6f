import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Settings } from '../config/settings';

/** What browsers may send and read across origins; without the exposed ones a page cannot see an ETag. */
const CORS_HEADERS = {
  allowedHeaders: ['Accept', 'Authorization', 'Content-Type', 'If-Match', 'If-Modified-Since', 'If-None-Match', 'Prefer', 'X-Request-Id'],
  exposedHeaders: ['Accept-Patch', 'Accept-Post', 'Allow', 'Content-Language', 'Content-Location', 'ETag', 'FHIR-Applied-Rules', 'FHIR-Dry-Run', 'FHIR-Warnings', 'Last-Modified', 'Location', 'Preference-Applied', 'X-Request-Id'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  maxAge: 600,
}; // prettier-ignore

/** Security headers, compression and, where the settings name origins, CORS. */
export function guardHttp(app: NestExpressApplication, { CORS_ORIGINS }: Settings): void {
  app.use(securityHeaders());
  if (CORS_ORIGINS.length > 0) {
    const origin = CORS_ORIGINS.includes('*') ? '*' : [...CORS_ORIGINS];
    // Without Origin it is no cross-origin request: OPTIONS is then FHIR's, and not a preflight.
    app.use(onlyWith('origin', cors({ ...CORS_HEADERS, origin })));
  }
  // The middleware wraps the response: a cost only those should pay who asked for it.
  app.use(onlyWith('accept-encoding', compression()));
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
  const data = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    ...FOR_DATA,
  });
  const page = helmet({
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
  return (request, response, next) => (request.path.startsWith('/docs') ? page : data)(request, response, next);
}
