import { say } from '../messages';
import type { FormatLink } from './page-view';

/**
 * Links to the same answer of a GET as a page or as raw JSON or XML.
 * `_format=html/xml` requests a page that shows XML; `xml` alone requests the resource.
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
    ...formats.map((name) => ({ label: say`Raw ${name.toUpperCase()}`, url: as(name) })),
  ];
}
