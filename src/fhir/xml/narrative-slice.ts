import { XHTML_NAMESPACE } from '../validation/xhtml-whitelist';
import {
  declared,
  isDeclaration,
  localName,
  namespaceOf,
  prefixOf,
  type Attributes,
  type Namespaces,
} from './namespaces';

/** A part of the source to be replaced. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

/** Begins at the first of several blanks: trying each of them would take the square of their number. */
const DECLARATION = /(?<!\s)\s+(xmlns(?::[^\s=]+)?)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/**
 * The `div` of a narrative, copied from the source unchanged (R4 json.html#xhtml) except for namespaces: because the
 * string must stand on its own, the div declares XHTML itself, and its elements have no prefixes.
 */
export class NarrativeSlice {
  /** In source order. */
  private readonly edits: Edit[] = [];
  private readonly scopes: Namespaces[];

  /**
   * @param start offset of the `<` of the div
   * @param outer namespaces in scope around the div
   */
  constructor(
    private readonly source: string,
    private readonly start: number,
    outer: Namespaces,
  ) {
    this.scopes = [outer];
  }

  /** Number of open elements, including the div. */
  get depth(): number {
    return this.scopes.length - 1;
  }

  /**
   * Enters an element; the first one is the div itself.
   *
   * @param end offset after its start tag
   * @returns a name that is not in the XHTML namespace; undefined when there is none
   */
  open(name: string, attributes: Attributes, end: number): string | undefined {
    const outer = this.scopes.at(-1)!;
    const inner = declared(outer, attributes);
    this.scopes.push(inner);
    const start = this.source.lastIndexOf('<', end - 1);
    const foreign = namespaceOf(name, inner) === XHTML_NAMESPACE ? foreignAttribute(attributes) : name;
    if (foreign !== undefined) return foreign;
    this.dropPrefix(name, start + 1);
    if (this.depth === 1 && valueOf(attributes, 'xmlns') !== XHTML_NAMESPACE) this.declare(start + 1 + name.length);
    if (inner !== outer) this.dropDeclarations(attributes, start, end);
    return undefined;
  }

  /** @param end offset after the end tag, or after the element when it is empty like `<p/>` */
  close(name: string, selfClosing: boolean, end: number): void {
    this.scopes.pop();
    if (!selfClosing) this.dropPrefix(name, this.source.lastIndexOf('<', end - 1) + 2);
  }

  /** @param end offset after the div */
  text(end: number): string {
    let text = '';
    let from = this.start;
    for (const edit of this.edits) {
      text += this.source.slice(from, edit.from) + edit.replacement;
      from = edit.to;
    }
    return text + this.source.slice(from, end);
  }

  private dropPrefix(name: string, at: number): void {
    const length = name.length - localName(name).length;
    if (length > 0) this.edits.push({ from: at, to: at + length, replacement: '' });
  }

  /** Since all names are XHTML and without prefix, drops every declaration except the default one of XHTML. */
  private dropDeclarations(attributes: Attributes, start: number, end: number): void {
    for (const match of this.source.slice(start, end).matchAll(DECLARATION)) {
      const name = match[1]!;
      const superfluous = (name === 'xmlns') !== (valueOf(attributes, name) === XHTML_NAMESPACE);
      if (superfluous)
        this.edits.push({ from: start + match.index, to: start + match.index + match[0].length, replacement: '' });
    }
  }

  private declare(at: number): void {
    this.edits.push({ from: at, to: at, replacement: ` xmlns="${XHTML_NAMESPACE}"` });
  }
}

/** An attribute of another namespace, which would lose its meaning outside this document. */
function foreignAttribute(attributes: Attributes): string | undefined {
  return attributes.find(({ name }) => !isDeclaration(name) && !['', 'xml'].includes(prefixOf(name)))?.name;
}

function valueOf(attributes: Attributes, wanted: string): string | undefined {
  return attributes.find(({ name }) => name === wanted)?.value;
}
