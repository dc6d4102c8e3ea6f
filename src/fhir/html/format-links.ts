import type { FormatLink } from './page-view';

/**
 * The same answer as a page or raw, in JSON or XML, for a GET.
 * `_format=html/xml` asks for the page with XML on it; `xml` alone for the resource.
 * @param path path and query as requested
 */
export function formatLinks(path: string, format: 'json' | 'xml', formats: readonly ('json' | 'xml')[]): FormatLink[] {
  const [before = '', query = ''] = path.split(/\?(.*)/s);
  const as = (value: string): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('_format', value);
    return `${before}?${parameters.toString().replaceAll('%2F', '/')}`;
  };
  return [
    ...formats.map((name) => ({ label: name.toUpperCase(), url: as(`html/${name}`), current: name === format })),
    ...formats.map((name) => ({ label: `Raw ${name.toUpperCase()}`, url: as(name) })),
  ];
}
