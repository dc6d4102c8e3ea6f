import { MOST_VALUES } from '../json/value-count';
import { say, type Message } from '../messages';
import { NOT_XML, SKIPPED_IN_SCHEMES } from './characters';
import type { Fault } from './issue-collector';
import { MAX_NESTING } from './limits';
import { ADDRESS_ATTRIBUTES, ATTRIBUTES, ELEMENTS, ENTITIES, SCHEMES, XHTML_NAMESPACE } from './xhtml-whitelist';
import { quote } from './wording';

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const TAG_END = /\s*(\/?)>/y;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));/y;
const STYLE_DANGER = /expression\s*\(|@import|behaviou?r\s*:|-moz-binding|script|\\|\/\*/i;
/** Functions that load what a plain string names; whatever they hold, a narrative does without them. */
const STYLE_LOADS = /(?:^|[^a-z-])(?:-[a-z]+-)?(?:image-set|image|src|cross-fade|element|paint)\s*\(/i;
const STYLE_ADDRESS = /url\s*\(\s*["']?\s*([^)"']*)/gi;
const PICTURE = /^\s*data:\s*image\/(?:png|jpeg|gif|webp)[;,]/i;
const ADDRESS_LENGTH = 2048;

/**
 * What is wrong with the `div` of a narrative: it must be well-formed XHTML of the elements and attributes that R4 allows,
 * do nothing when it is shown, and say something (R4 narrative.html, txt-1 and txt-2).
 * One pass over the text, stopping at the first fault.
 */
export function xhtmlFault(text: string): Fault | undefined {
  try {
    new XhtmlScanner(text).scan();
    return undefined;
  } catch (error) {
    if (error instanceof XhtmlError) return error.fault;
    throw error;
  }
}

class XhtmlError extends Error {
  constructor(readonly fault: Fault) {
    super(String(fault.text));
  }
}

const malformed = (text: Message, hint: Message): XhtmlError => new XhtmlError({ code: 'value', text, hint });
const forbidden = (text: Message, hint: Message): XhtmlError =>
  new XhtmlError({ code: 'invariant', text: say`${text} (txt-1).`, hint });

const tooLong = (): XhtmlError =>
  new XhtmlError({
    code: 'too-costly',
    text: say`The narrative has more than ${MOST_VALUES} elements.`,
    hint: say`Write a shorter one.`,
  });

class XhtmlScanner {
  private offset = 0;
  private readonly open: string[] = [];
  private hasContent = false;
  private elements = 0;

  constructor(private readonly text: string) {}

  scan(): void {
    if (!/^<div[\s>/]/.test(this.text))
      throw malformed(
        say`The narrative does not start with <div.`,
        say`Write <div xmlns="${XHTML_NAMESPACE}">…</div>.`,
      );
    const illegal = NOT_XML.exec(this.text);
    if (illegal)
      throw malformed(say`The narrative holds a control character (offset ${illegal.index}).`, say`Remove it.`);
    do this.step();
    while (this.open.length > 0);
    if (this.offset < this.text.trimEnd().length)
      throw malformed(say`Text follows the closing </div> (offset ${this.offset}).`, say`Put everything into one div.`);
    if (this.hasContent) return;
    throw new XhtmlError({
      code: 'invariant',
      text: say`The narrative has no text (txt-2).`,
      hint: say`Write some text, or leave the narrative out.`,
    });
  }

  /** Reads one tag, comment or run of text. */
  private step(): void {
    if (this.offset >= this.text.length)
      throw malformed(say`<${this.open.at(-1)!}> is not closed.`, say`Add </${this.open.at(-1)!}>.`);
    if (this.text[this.offset] !== '<') return this.characters();
    const tag = this.match(TAG);
    if (tag) return tag[1] ? this.close(tag[2]!) : this.start(tag[2]!);
    if (this.comment()) return undefined;
    throw malformed(
      say`The narrative is not well-formed at offset ${this.offset}: ${quote(this.text.slice(this.offset, this.offset + 12))}.`,
      say`Write &lt; for a < in text; DOCTYPE, CDATA and processing instructions are not allowed.`,
    );
  }

  /** A comment as XML has it, and none that a browser sees end earlier: `<!-->`. */
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
    const decoded = this.decode(this.text.slice(this.offset, end));
    if (!this.hasContent) this.hasContent = /\S/.test(decoded);
    this.offset = end;
  }

  private start(name: string): void {
    if (!ELEMENTS.has(name))
      throw forbidden(
        say`<${name}> is not allowed in a narrative`,
        say`Use plain formatting: p, div, span, ul, ol, li, table, b, i, a, img ….`,
      );
    this.elements += 1;
    if (this.elements > MOST_VALUES) throw tooLong();
    const attributes = this.attributes(name);
    const end = this.match(TAG_END);
    if (!end) {
      throw malformed(
        say`The tag <${name}> is not well-formed at offset ${this.offset}.`,
        say`Write each attribute once, as name="value", with &lt; for < and a > at the end.`,
      );
    }
    if (this.open.length === 0 && attributes.get('xmlns') === undefined) {
      throw malformed(say`The div has no namespace.`, say`Write <div xmlns="${XHTML_NAMESPACE}">.`);
    }
    if (name === 'img' && attributes.has('src')) this.hasContent = true;
    if (!end[1]) this.open.push(name);
    if (this.open.length > MAX_NESTING)
      throw malformed(
        say`Elements of the narrative are nested more than ${MAX_NESTING} levels deep.`,
        say`Make the structure flatter.`,
      );
  }

  private close(name: string): void {
    const expected = this.open.pop()!;
    const end = this.match(TAG_END);
    if (expected !== name || !end || end[1])
      throw malformed(
        say`</${name}> stands where </${expected}> should (offset ${this.offset}).`,
        say`Close the elements in the opposite order of their opening; write <br/>, not <br>.`,
      );
  }

  private attributes(element: string): Map<string, string> {
    const found = new Map<string, string>();
    for (let match = this.match(ATTRIBUTE); match; match = this.match(ATTRIBUTE)) {
      const name = match[1]!;
      const value = this.decode(match[2]!.slice(1, -1));
      if (found.has(name))
        throw malformed(say`<${element}> has the attribute ${name} twice.`, say`Remove one of them.`);
      if (!ATTRIBUTES.has(name))
        throw forbidden(
          say`The attribute ${name} is not allowed in a narrative`,
          say`Remove it; a narrative has no events and no scripts.`,
        );
      if (name === 'xmlns' && value !== XHTML_NAMESPACE)
        throw malformed(say`${quote(value)} is not the namespace of XHTML.`, say`Write xmlns="${XHTML_NAMESPACE}".`);
      if (name === 'style' && reachesOut(value))
        throw forbidden(
          say`The style refers to something outside of the narrative`,
          say`Use plain properties, such as color or margin.`,
        );
      if (ADDRESS_ATTRIBUTES.has(name)) checkAddress(element, name, value);
      found.set(name, value);
    }
    return found;
  }

  private decode(raw: string): string {
    if (!raw.includes('&')) return raw;
    let decoded = '';
    let from = 0;
    for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
      REFERENCE.lastIndex = at;
      const [whole, decimal, hexadecimal, name] = REFERENCE.exec(raw) ?? [];
      const code = decimal ? parseInt(decimal, 10) : hexadecimal ? parseInt(hexadecimal, 16) : undefined;
      const character = code === undefined ? ENTITIES.get(name ?? '') : characterOf(code);
      if (!whole || character === undefined) {
        throw malformed(
          say`${quote(raw.slice(at, at + 12))} is not an XML character reference.`,
          say`Write &amp; for &; instead of &nbsp; and the like, write the character itself or its number: &#160;.`,
        );
      }
      decoded += raw.slice(from, at) + character;
      from = at + whole.length;
    }
    return decoded + raw.slice(from);
  }

  private match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.offset;
    const match = sticky.exec(this.text);
    if (match) this.offset = sticky.lastIndex;
    return match;
  }
}

/** The character of a number, or undefined when XML has none. */
function characterOf(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const character = String.fromCodePoint(code);
  return NOT_XML.test(character) ? undefined : character;
}

/** The scheme of an address, as browsers read it, who skip white space and control characters. */
function schemeOf(address: string): string | undefined {
  const compact = address.slice(0, ADDRESS_LENGTH).replace(SKIPPED_IN_SCHEMES, '');
  return /^([^/?#:]*):/.exec(compact)?.[1]?.toLowerCase();
}

function checkAddress(element: string, name: string, address: string): void {
  const scheme = schemeOf(address);
  if (scheme === undefined || SCHEMES.has(scheme) || (element === 'img' && PICTURE.test(address))) return;
  throw forbidden(
    say`The scheme ${quote(scheme)} is not allowed in ${name}`,
    say`Use http, https, mailto, tel or a relative address; an image may be data:image/png.`,
  );
}

/** A style may show a picture that it holds itself, or one that lies beside the document. */
function reachesOut(style: string): boolean {
  if (STYLE_DANGER.test(style) || STYLE_LOADS.test(style)) return true;
  const addresses = Array.from(style.matchAll(STYLE_ADDRESS), (match) => match[1]!);
  return addresses.some(
    (address) => !PICTURE.test(address) && (schemeOf(address) !== undefined || address.startsWith('//')),
  );
}
