import { createHash } from 'node:crypto';
import { htmlSecurityHeaders } from './security-headers';
import { welcomePage } from './welcome-page';

describe('the policy of a page', () => {
  const policy = htmlSecurityHeaders()['Content-Security-Policy'] ?? '';

  it('allows the style that the page has, by its hash', () => {
    const site = { name: 'x', version: '1', baseUrl: 'http://localhost/fhir', nav: [] };
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(welcomePage({ site, description: 'x', doors: [] })) ?? [];
    expect(style).not.toBe('');
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('allows nothing else', () => {
    expect(policy.split('; ').filter((directive) => !directive.startsWith('style-src'))).toEqual([
      "default-src 'none'",
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});
