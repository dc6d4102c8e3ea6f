import { say } from '../messages';
import { divisible, type Steps } from '../steps';
import { NOT_XML } from './characters';
import { quote } from './wording';
import { malformed } from './xhtml-error';
import { assertReferences, resolved } from './xhtml-references';
import { XHTML_NAMESPACE } from './xhtml-whitelist';

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const TAG_END = /\s*(\/?)>/y;

/** Characters read in one step, at least: a step ends with a tag, a comment or a run of text. */
export const READ_AT_ONCE = 16_384;

export class XhtmlAttribute {
  /**
   * @param written as written, with its quotes
   * @param end where `written` ends in the `div`
   */
  constructor(
    readonly name: string,
    readonly written: string,
    readonly end: number,
  ) {}

  /** Value with character references resolved. */
  get value(): string {
    return resolved(this.written.slice(1, -1));
  }
}

/** Receives the content of a narrative in text order. */
export interface XhtmlVisitor {
  /** @param attributes attributes with distinct names */
  open?(name: string, attributes: readonly XhtmlAttribute[]): void;
  /** Called for each element that was opened, including `<br/>`. */
  close?(name: string): void;
  /** @param written the text as written; its character references are valid */
  characters?(written: string): void;
}

/**
 * Parses the `div` of a narrative: one well-formed element in the XHTML namespace. The visitor decides which content is
 * allowed, and may throw.
 *
 * @throws XhtmlError for the first fault of well-formedness
 * @see https://hl7.org/fhir/R4/narrative.html#xhtml
 */
export const readXhtml = divisible((div: string, visitor: XhtmlVisitor) => new XhtmlReader(div, visitor).read());

class XhtmlReader {
  private offset = 0;
  private readonly open: string[] = [];

  constructor(
    private readonly text: string,
    private readonly visitor: XhtmlVisitor,
  ) {}

  *read(): Steps<void> {
    if (!/^<div[\s>/]/.test(this.text))
      throw malformed(
        say`The narrative does not start with <div.`,
        say`Write <div xmlns="${XHTML_NAMESPACE}">…</div>.`,
      );
    const illegal = NOT_XML.exec(this.text);
    if (illegal)
      throw malformed(say`The narrative holds a control character (offset ${illegal.index}).`, say`Remove it.`);
    let rested = 0;
    do {
      this.step();
      if (this.offset - rested < READ_AT_ONCE) continue;
      rested = this.offset;
      yield;
    } while (this.open.length > 0);
    if (this.offset < this.text.trimEnd().length)
      throw malformed(say`Text follows the closing </div> (offset ${this.offset}).`, say`Put everything into one div.`);
  }

  /** Reads one tag, comment or run of text. */
  private step(): void {
    if (this.offset >= this.text.length)
      throw malformed(say`<${this.open.at(-1)!}> is not closed.`, say`Add </${this.open.at(-1)!}>.`);
    if (this.text[this.offset] !== '<') return this.characters();
    const tag = this.match(TAG);
    if (tag) return tag[1] ? this.endTag(tag[2]!) : this.startTag(tag[2]!);
    if (this.comment()) return undefined;
    throw malformed(
      say`The narrative is not well-formed at offset ${this.offset}: ${quote(this.text.slice(this.offset, this.offset + 12))}.`,
      say`Write &lt; for a < in text; DOCTYPE, CDATA and processing instructions are not allowed.`,
    );
  }

  /** An XML comment that browsers do not end earlier, unlike `<!-->`. */
  private comment(): boolean {
    if (!this.text.startsWith('<!--', this.offset)) return false;
    const dashes = this.text.indexOf('--', this.offset + 4);
    if (dashes < 0 || this.text[dashes + 2] !== '>' || /^-?>/.test(this.text.slice(this.offset + 4, this.offset + 6)))
      return false;
    this.offset = dashes + 3;
    return true;
  }

  private characters(): void {
    const next = this.text.indexOf('<', this.offset);
    const end = next < 0 ? this.text.length : next;
    const written = this.text.slice(this.offset, end);
    assertReferences(written);
    this.visitor.characters?.(written);
    this.offset = end;
  }

  private startTag(name: string): void {
    const attributes = this.attributes(name);
    const end = this.match(TAG_END);
    if (!end) {
      throw malformed(
        say`The tag <${name}> is not well-formed at offset ${this.offset}.`,
        say`Write each attribute once, as name="value", with &lt; for < and a > at the end.`,
      );
    }
    if (this.open.length === 0 && !attributes.some((attribute) => attribute.name === 'xmlns')) {
      throw malformed(say`The div has no namespace.`, say`Write <div xmlns="${XHTML_NAMESPACE}">.`);
    }
    this.visitor.open?.(name, attributes);
    if (end[1]) this.visitor.close?.(name);
    else this.open.push(name);
  }

  private endTag(name: string): void {
    const expected = this.open.pop()!;
    const end = this.match(TAG_END);
    if (expected !== name || !end || end[1])
      throw malformed(
        say`</${name}> is found where </${expected}> is expected (offset ${this.offset}).`,
        say`Close the elements in the opposite order of their opening; write <br/>, not <br>.`,
      );
    this.visitor.close?.(name);
  }

  private attributes(element: string): XhtmlAttribute[] {
    const found: XhtmlAttribute[] = [];
    const names = new Set<string>();
    for (let match = this.match(ATTRIBUTE); match; match = this.match(ATTRIBUTE)) {
      const name = match[1]!;
      const written = match[2]!;
      assertReferences(written.slice(1, -1));
      if (names.has(name))
        throw malformed(say`<${element}> has the attribute ${name} twice.`, say`Remove one of them.`);
      const attribute = new XhtmlAttribute(name, written, this.offset);
      if (name === 'xmlns') assertNamespace(attribute.value);
      names.add(name);
      found.push(attribute);
    }
    return found;
  }

  private match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.offset;
    const match = sticky.exec(this.text);
    if (match) this.offset = sticky.lastIndex;
    return match;
  }
}

function assertNamespace(namespace: string): void {
  if (namespace !== XHTML_NAMESPACE)
    throw malformed(say`${quote(namespace)} is not the namespace of XHTML.`, say`Write xmlns="${XHTML_NAMESPACE}".`);
}
