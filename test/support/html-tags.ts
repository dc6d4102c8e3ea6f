/** Reads a page back as a browser would split it into tags, for the specs. Unlike the templates, it knows nothing of their intent. */

export interface Tag {
  /** `div`, or `/div` for the end of one. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TAG = /<(!DOCTYPE)[^>]*>|<(style)>[^]*?<\/style>|<(\/?[a-zA-Z][^\s>/]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** The tags of a page in their order; a quoted `>` does not end one. The text of the stylesheet is stepped over. */
export function tagsOf(page: string): Tag[] {
  return Array.from(page.matchAll(TAG), ([, doctype, style, name = doctype ?? style ?? '', attributes = '']) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries(
      Array.from(attributes.matchAll(ATTRIBUTE), ([, key = '', double, single, bare]) => [
        key.toLowerCase(),
        decode(double ?? single ?? bare ?? ''),
      ]),
    ),
  }));
}

/** The text between the tags, as a person reads it. */
export function textOf(markup: string): string {
  return decode(markup.replace(/<[^>]*>/g, ''));
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
