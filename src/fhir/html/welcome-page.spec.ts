import { tagsOf, textOf } from '../../../test/support/html-tags';
import { ENGLISH } from '../messages';
import type { WelcomeView } from './page-view';
import { welcomePage } from './welcome-page';

const view: WelcomeView = {
  site: {
    name: 'Server',
    version: '1.2.3',
    baseUrl: 'http://localhost:3000/fhir',
    nav: [{ label: 'Docs', url: '/docs' }],
  },
  language: ENGLISH,
  description: 'What it is.',
  doors: [{ label: 'Swagger UI', url: '/docs', text: 'Try it' }],
  example: { text: 'Rename', command: 'curl -d \'{ "a": 1 }\'\n  https://x' },
  samples: [
    {
      type: 'Organization',
      resources: Array.from({ length: 9 }, (_, i) => [`Hôpital ${i} <b>`, `/fhir/Organization/${i}`] as const),
    },
  ],
};

describe('the welcome page', () => {
  const page = welcomePage(view);

  it('leads everywhere', () => {
    const hrefs = tagsOf(page).flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href']] : []));
    expect(hrefs).toEqual(
      expect.arrayContaining(['/docs', ...Array.from({ length: 9 }, (_, i) => `/fhir/Organization/${i}`)]),
    );
  });

  it('says what the server is, and its version and base', () => {
    expect(textOf(page)).toContain('What it is.');
    expect(textOf(page)).toContain('version 1.2.3');
    expect(textOf(page)).toContain('http://localhost:3000/fhir');
  });

  it('shows the command as it is to be pasted', () => {
    expect(textOf(/<pre[^]*<\/pre>/.exec(page)?.[0] ?? '')).toBe('curl -d \'{ "a": 1 }\'\n  https://x');
  });

  it('folds the rest of a long list, and escapes titles', () => {
    expect(page).toContain('<summary>3 more</summary>');
    expect(page).toContain('Hôpital 0 &lt;b&gt;');
  });

  it('works without samples and example', () => {
    const { site, language, description, doors } = view;
    expect(welcomePage({ site, language, description, doors })).not.toContain('Sample directory');
  });
});
