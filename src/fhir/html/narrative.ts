import { xhtmlFault } from '../validation/xhtml';
import { readXhtml, type XhtmlAttribute, type XhtmlVisitor } from '../validation/xhtml-reader';
import { Html, html } from './html';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const VOID = words('br hr img col');

/**
 * Parents without which a browser moves an element elsewhere, or closes others for it. What is well-formed XML could leave
 * the panel that way: an `li` inside a `div` inside an `li` makes HTML close that `div`.
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

/** Parents that take no other children than the ones above. */
const STRICT = words('ul ol dl table colgroup thead tbody tfoot tr');

/** Attributes that mean something without the document's own style; no `id`, `class` or `style`, which belong to the page. */
const KEPT = words('href title lang dir alt colspan rowspan scope start abbr');

/** Under the headings of the page. */
const DEMOTED: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' };

/** Characters of a narrative in a page; a longer one would be all that is to see. */
export const MOST_NARRATIVE = 200_000;

/**
 * The narrative as it may stand in a page: R4's whitelist decides whether it is shown at all, and what is shown is
 * rewritten so that a browser, which reads HTML, sees the tree that XML has.
 * @param div `text.div`
 */
export function narrative(div: string): Html {
  if (div.length > MOST_NARRATIVE)
    return html`<p class="muted">The narrative is too long for a page: JSON and XML have all of it.</p>`;
  const fault = xhtmlFault(div);
  if (fault)
    return html`<p class="muted">
      The narrative is not shown, because it is not safe or not legal: ${String(fault.text)}
    </p>`;
  const writer = new HtmlWriter();
  readXhtml(div, writer);
  return new Html(writer.out);
}

/** Writes what it is told of as HTML. Comments are left out, and so are elements that a browser would move; not what they hold. */
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

  /** The nearest element that is shown. */
  private get parent(): string {
    return this.opened.findLast(({ shown }) => shown)?.name ?? '';
  }
}

function fits(name: string, parent: string): boolean {
  const parents = PARENTS[name];
  return parents ? parents.has(parent) : !STRICT.has(parent);
}

/** Attributes as written: they are well-formed, so their quotes and entities are those of HTML too. */
function kept(attributes: readonly XhtmlAttribute[]): string {
  return attributes
    .filter(({ name }) => KEPT.has(name))
    .map(({ name, written }) => ` ${name}=${written}`)
    .join('');
}

/** A picture is shown if it is inside the document; the policy of the page forbids to load one. */
function picture(attributes: readonly XhtmlAttribute[]): string {
  const source = attributes.find(({ name, written }) => name === 'src' && /^.data:image\//.test(written));
  return (source ? ` src=${source.written}` : '') + kept(attributes);
}
