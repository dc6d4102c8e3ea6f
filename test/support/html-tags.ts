/** A tag of a page as a browser would see it. It is read from the text of the page, independently of the templates. */
export interface Tag {
  /** `div`, or `/div` for its end tag. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TAG = /<(!DOCTYPE)[^>]*>|<(style)>[^]*?<\/style>|<(\/?[a-zA-Z][^\s>/]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** The tags of a page in order. A quoted `>` does not end a tag. The text of the stylesheet is skipped. */
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
