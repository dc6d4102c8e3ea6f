import { MOST_VALUES } from '../json/value-count';
import { say, type Message } from '../messages';
import { divisible, stepsOf, type Steps } from '../steps';
import { SKIPPED_IN_SCHEMES } from './characters';
import type { Fault } from './issue-collector';
import { MAX_NESTING } from './limits';
import { quote } from './wording';
import { malformed, XhtmlError } from './xhtml-error';
import { readXhtml, type XhtmlAttribute, type XhtmlVisitor } from './xhtml-reader';
import { saysSomething } from './xhtml-references';
import { ADDRESS_ATTRIBUTES, ATTRIBUTES, ELEMENTS, SCHEMES } from './xhtml-whitelist';

const STYLE_DANGER = /expression\s*\(|@import|behaviou?r\s*:|-moz-binding|script|\\|\/\*/i;
/** CSS functions that load a resource given as a plain string; narratives may not use them at all. */
const STYLE_LOADS = /(?:^|[^a-z-])(?:-[a-z]+-)?(?:image-set|image|src|cross-fade|element|paint)\s*\(/i;
const STYLE_ADDRESS = /url\s*\(\s*["']?\s*([^)"']*)/gi;
const PICTURE = /^\s*data:\s*image\/(?:png|jpeg|gif|webp)[;,]/i;
const ADDRESS_LENGTH = 2048;

/**
 * What is wrong with the `div` of a narrative: it must be well-formed XHTML with only the elements and attributes that
 * R4 allows, have no active content, and have some text or an image (R4 narrative.html, txt-1 and txt-2). One pass over
 * the text, stopping at the first fault.
 */
export const xhtmlFault = divisible(function* (text: string): Steps<Fault | undefined> {
  const rules = new NarrativeRules();
  try {
    yield* stepsOf(readXhtml, text, rules);
  } catch (error) {
    if (error instanceof XhtmlError) return error.fault;
    throw error;
  }
  return rules.saysSomething ? undefined : SAYS_NOTHING;
});

const SAYS_NOTHING: Fault = {
  code: 'invariant',
  text: say`The narrative has no text (txt-2).`,
  hint: say`Write some text, or leave the narrative out.`,
};

const forbidden = (text: Message, hint: Message): XhtmlError =>
  new XhtmlError({ code: 'invariant', text: say`${text} (txt-1).`, hint });

const tooLong = (): XhtmlError =>
  new XhtmlError({
    code: 'too-costly',
    text: say`The narrative has more than ${MOST_VALUES} elements.`,
    hint: say`Write a shorter one.`,
  });

class NarrativeRules implements XhtmlVisitor {
  saysSomething = false;
  private elements = 0;
  private depth = 0;

  characters(written: string): void {
    if (!this.saysSomething) this.saysSomething = saysSomething(written);
  }

  open(name: string, attributes: readonly XhtmlAttribute[]): void {
    if (!ELEMENTS.has(name))
      throw forbidden(
        say`<${name}> is not allowed in a narrative`,
        say`Use plain formatting: p, div, span, ul, ol, li, table, b, i, a, img ….`,
      );
    this.elements += 1;
    if (this.elements > MOST_VALUES) throw tooLong();
    for (const attribute of attributes) checkAttribute(name, attribute);
    if (name === 'img' && attributes.some((attribute) => attribute.name === 'src')) this.saysSomething = true;
    this.depth += 1;
    if (this.depth > MAX_NESTING)
      throw malformed(
        say`Elements of the narrative are nested more than ${MAX_NESTING} levels deep.`,
        say`Make the structure flatter.`,
      );
  }

  close(): void {
    this.depth -= 1;
  }
}

function checkAttribute(element: string, { name, value }: XhtmlAttribute): void {
  if (!ATTRIBUTES.has(name))
    throw forbidden(
      say`The attribute ${name} is not allowed in a narrative`,
      say`Remove it; a narrative has no events and no scripts.`,
    );
  if (name === 'style' && reachesOut(value))
    throw forbidden(
      say`The style refers to something outside the narrative`,
      say`Use plain properties, such as color or margin.`,
    );
  if (ADDRESS_ATTRIBUTES.has(name)) checkAddress(element, name, value);
}

/** The scheme of a URL as browsers read it, ignoring white space and control characters. */
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

/** A style may show an embedded picture, or one at a relative URL. */
function reachesOut(style: string): boolean {
  if (STYLE_DANGER.test(style) || STYLE_LOADS.test(style)) return true;
  const addresses = Array.from(style.matchAll(STYLE_ADDRESS), (match) => match[1]!);
  return addresses.some(
    (address) => !PICTURE.test(address) && (schemeOf(address) !== undefined || address.startsWith('//')),
  );
}
