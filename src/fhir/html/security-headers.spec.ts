import { createHash } from 'node:crypto';
import { ENGLISH } from '../messages';
import { searchForm } from './search-form';
import { htmlSecurityHeaders } from './security-headers';
import { ServerLinks } from './server-links';
import { welcomePage } from './welcome-page';

describe('the policy of a page', () => {
  const policy = htmlSecurityHeaders()['Content-Security-Policy'] ?? '';

  it('allows the style that the page has, by its hash', () => {
    const site = { name: 'x', version: '1', baseUrl: 'http://localhost/fhir', nav: [] };
    const [, style = ''] =
      /<style>([^]*?)<\/style>/.exec(welcomePage({ site, language: ENGLISH, description: 'x', doors: [] })) ?? [];
    expect(style).not.toBe('');
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('allows the script that the form to search has, by its hash', () => {
    const form = searchForm({ type: 'Organization', types: [], parameters: [], answer: [] }, new ServerLinks('http://localhost/fhir'));
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(form.in(ENGLISH)) ?? [];
    expect(script).not.toBe('');
    expect(script).not.toMatch(/<\/|<!--|innerHTML/);
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  }); // prettier-ignore

  it('allows nothing else', () => {
    expect(policy.split('; ').filter((directive) => !/^(style|script)-src/.test(directive))).toEqual([
      "default-src 'none'",
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});
