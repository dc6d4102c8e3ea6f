/// <reference lib="es2024.string" />
import { SaxesParser, type XMLDecl } from 'saxes';
import type { TextPosition } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import { positionAt } from '../json/text-position';
import { say } from '../messages';
import { atOnce, type Steps } from '../steps';
import type { Attribute, Attributes } from './namespaces';
import { malformed, startOfText, xmlError } from './xml-fault';

/** Receives the content of a text in document order. Offsets are in UTF-16 units. */
export interface XmlEvents {
  /** @param count number of attributes of the current start tag so far; the tag follows when it ends */
  attribute?(count: number): void;
  /** @param end offset after the start tag */
  open(name: string, attributes: Attributes, end: number): void;
  /** @param end offset after the end tag, or after the element when it is empty like `<p/>` */
  close(name: string, selfClosing: boolean, end: number): void;
  /** @param offset where the text starts, or shortly after */
  characters(text: string, offset: () => number): void;
}

/** Characters scanned in one step: what costs the parser most takes it a few milliseconds. */
export const SCANNED_AT_ONCE = 32_768;

/**
 * Parses XML 1.0 in UTF-8 without a document type. Comments and processing instructions are skipped.
 *
 * @throws FhirError `invalid-request` (400), one issue with text, hint and position; also whatever the listener throws
 */
export function scanXml(text: string, events: XmlEvents): void {
  atOnce(scanXmlSteps(text, events));
}

/** The same, some characters per step; a short text is a single one. */
export function* scanXmlSteps(text: string, events: XmlEvents, piece = SCANNED_AT_ONCE): Steps<void> {
  refuseLoneSurrogate(text);
  // At most seven handlers: with an eighth, V8 turns the parser object into a dictionary, which makes it four times
  // slower.
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', ({ message }) => {
    throw malformed(message, text, Math.min(Math.max(0, parser.position - 1), text.length));
  });
  parser.on('doctype', () => {
    throw xmlError(
      say`The body has a DOCTYPE.`,
      say`Remove it; FHIR has no document type, and its entities are a risk (R4 xml.html).`,
      positionAt(text, text.search(/<!DOCTYPE/)),
    );
  });
  let started = false;
  let attributes: Attribute[] = [];
  parser.on('attribute', (attribute) => {
    attributes.push(attribute);
    events.attribute?.(attributes.length);
  });
  parser.on('opentag', ({ name }) => {
    if (!started) checkDeclaration(parser.xmlDecl, text);
    started = true;
    const own = attributes;
    attributes = [];
    events.open(name, own, parser.position);
  });
  parser.on('closetag', ({ name, isSelfClosing }) => events.close(name, isSelfClosing, parser.position));
  parser.on('text', (characters) => events.characters(characters, () => startOfText(text, parser.position - 1)));
  parser.on('cdata', (characters) => {
    events.characters(characters, () => text.lastIndexOf('<![CDATA[', parser.position - 1));
  });
  for (let at = 0; at < text.length; at += piece) {
    if (at > 0) yield;
    parser.write(text.length <= piece ? text : text.slice(at, at + piece));
  }
  parser.close();
}

function checkDeclaration({ version, encoding }: XMLDecl, source: string): void {
  const place = (): TextPosition => positionAt(source, source.indexOf('<?xml'));
  if (version !== undefined && version !== '1.0') {
    throw xmlError(say`The body is in XML ${excerpt(version)}.`, say`FHIR uses XML 1.0: write version="1.0".`, place());
  }
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
    throw xmlError(
      say`The XML declaration says the encoding ${excerpt(encoding)}.`,
      say`Send the XML in UTF-8, and write encoding="UTF-8" or nothing.`,
      place(),
    );
  }
}

/** The parser itself accepts any surrogate as part of a pair. */
function refuseLoneSurrogate(text: string): void {
  if (text.isWellFormed()) return;
  throw xmlError(
    say`The body holds half of a surrogate pair.`,
    say`Send the XML in UTF-8, with whole characters.`,
    positionAt(text, text.search(/\p{Surrogate}/u)),
  );
}
