import { createHash } from 'node:crypto';
import { SCRIPT } from './search-script';
import { STYLESHEET } from './stylesheet';

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src ${digestOf(SCRIPT)}`,
    `style-src ${digestOf(STYLESHEET)}`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
} as const;

/** Headers of every page: nothing is loaded, and no script runs except that of the search form. */
export function htmlSecurityHeaders(): Record<string, string> {
  return { ...HEADERS };
}
