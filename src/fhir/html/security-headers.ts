import { createHash } from 'node:crypto';
import { STYLESHEET } from './stylesheet';

const digest = createHash('sha256').update(STYLESHEET).digest('base64');

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
} as const;

/** What every page is sent with: nothing is loaded, nothing runs, and the only style is the page's own. */
export function htmlSecurityHeaders(): Record<string, string> {
  return { ...HEADERS };
}
