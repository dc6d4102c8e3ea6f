import { xhtmlFault } from '../validation/xhtml';
import { readXhtml, type XhtmlAttribute, type XhtmlVisitor } from '../validation/xhtml-reader';
import { say } from '../messages';
import { Html, html } from './html';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const VOID = words('br hr img col');

/**
 * Required parents of elements that a browser would otherwise move, or for which it would close others. Without this
 * check, well-formed XML could escape from its panel: an `li` inside a `div` inside an `li` makes HTML close that
 * `div`.
 */
const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: words('ul ol'),
  dt: words('dl'),
  dd: words('dl'),
  caption: words('table'),
  colgroup: words('table'),
  col: words('colgroup table'),
  thead: words('table'),
  tbody: words('table'),
  tfoot: words('table'),
  tr: words('table thead tbody tfoot'),
  td: words('tr'),
  th: words('tr'),
};

/** Parents that allow only the children above. */
const STRICT = words('ul ol dl table colgroup thead tbody tfoot tr');

/**
 * Attributes that are useful without the document's own styles. `id`, `class` and `style` are excluded because they
 * belong to the page.
 */
const KEPT = words('href title lang dir alt colspan rowspan scope start abbr');

/** Headings are lowered so that they rank below those of the page. */
const DEMOTED: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' };

/** Maximum characters of a narrative on a page, so that it does not dominate the page. */
export const MOST_NARRATIVE = 200_000;

/**
 * Renders a narrative as HTML. R4's whitelist decides whether it is shown at all; it is rewritten so that a browser,
 * which parses HTML, builds the same tree as an XML parser.
 * @param div `text.div`
 */
export function narrative(div: string): Html {
  if (div.length > MOST_NARRATIVE)
    return html`<p class="muted">${say`The narrative is too long for a page: JSON and XML have all of it.`}</p>`;
  const fault = xhtmlFault(div);
  if (fault)
    return html`<p class="muted">
      ${say`The narrative is not shown, because it is not safe or not legal: ${fault.text}`}
    </p>`;
  const writer = new HtmlWriter();
  readXhtml(div, writer);
  return new Html(writer.out);
}

/**
 * Writes a narrative as HTML. Omits comments, and the tags (but not the content) of elements that a browser would move.
 */
class HtmlWriter implements XhtmlVisitor {
  out = '';
  private readonly opened: { readonly name: string; readonly shown: boolean }[] = [];

  open(name: string, attributes: readonly XhtmlAttribute[]): void {
    const shown = fits(name, this.parent) && !(name === 'a' && this.opened.some((element) => element.name === 'a'));
    if (shown) this.out += `<${DEMOTED[name] ?? name}${name === 'img' ? picture(attributes) : kept(attributes)}>`;
    this.opened.push({ name, shown });
  }

  close(name: string): void {
    const element = this.opened.pop();
    if (element?.shown && !VOID.has(name)) this.out += `</${DEMOTED[name] ?? name}>`;
  }

  characters(written: string): void {
    this.out += written;
  }

  /** The nearest ancestor that is written. */
  private get parent(): string {
    return this.opened.findLast(({ shown }) => shown)?.name ?? '';
  }
}

function fits(name: string, parent: string): boolean {
  const parents = PARENTS[name];
  return parents ? parents.has(parent) : !STRICT.has(parent);
}

/** Attributes as written. They are well-formed, so their quotes and entities are valid HTML too. */
function kept(attributes: readonly XhtmlAttribute[]): string {
  return attributes
    .filter(({ name }) => KEPT.has(name))
    .map(({ name, written }) => ` ${name}=${written}`)
    .join('');
}

/** Only embedded images are shown; the page's content security policy forbids loading others. */
function picture(attributes: readonly XhtmlAttribute[]): string {
  const source = attributes.find(({ name, written }) => name === 'src' && /^.data:image\//.test(written));
  return (source ? ` src=${source.written}` : '') + kept(attributes);
}
