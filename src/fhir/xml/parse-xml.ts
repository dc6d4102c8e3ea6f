/// <reference lib="es2024.string" />
import { SaxesParser, type XMLDecl } from 'saxes';
import type { TextPosition } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import type { JsonPath } from '../json/json-path';
import type { JsonObject } from '../json/json-value';
import { positionAt } from '../json/text-position';
import type { Attribute } from './namespaces';
import { ResourceReader, type PlaceListener } from './resource-reader';
import { malformed, startOfText, xmlError } from './xml-fault';

export interface ParseXmlOptions {
  /** How many elements may be open at once; the elements of a narrative count on their own. Default: 64. */
  readonly maxDepth?: number;
}

export interface ParsedXml {
  /** The resource as its JSON, its members in the order of the document. */
  readonly resource: JsonObject;
  /**
   * Where the element of a JSON path starts. Reads the text a second time: for the error path only.
   *
   * @param path names as the JSON has them (`valueString`, `_birthDate`) and zero-based indexes; an attribute's is its element's
   * @returns undefined when there is no such element
   */
  positionOf(path: JsonPath): TextPosition | undefined;
}

const DEFAULT_MAX_DEPTH = 64;

/**
 * Reads a resource from FHIR XML (R4 xml.html). Comments and processing instructions mean nothing in FHIR and are dropped.
 *
 * @throws FhirError `invalid-request` (400): no XML as FHIR wants it, one issue with text, hint, position
 * @throws FhirError `invalid-structure` (400): not the elements of R4, one issue for each, with expression and position
 */
export function parseXml(text: string, { maxDepth = DEFAULT_MAX_DEPTH }: ParseXmlOptions = {}): ParsedXml {
  const resource = read(text, maxDepth);
  let offsets: ReadonlyMap<string, number> | undefined;
  return {
    resource,
    positionOf: (path) => {
      offsets ??= readOffsets(text, maxDepth);
      const offset = offsets.get(JSON.stringify(path));
      return offset === undefined ? undefined : positionAt(text, offset);
    },
  };
}

function readOffsets(text: string, maxDepth: number): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  read(text, maxDepth, (path, offset) => offsets.set(JSON.stringify(path), offset));
  return offsets;
}

function read(text: string, maxDepth: number, onPlace?: PlaceListener): JsonObject {
  refuseLoneSurrogate(text);
  const reader = new ResourceReader(text, { maxDepth, ...(onPlace && { onPlace }) });
  // No more than seven handlers: with an eighth, V8 makes a dictionary of the parser, and it takes four times as long.
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', ({ message }) => {
    throw malformed(message, text, Math.min(Math.max(0, parser.position - 1), text.length));
  });
  parser.on('doctype', () => {
    throw xmlError(
      'The body has a DOCTYPE.',
      'Remove it; FHIR has no document type, and its entities are a risk (R4 xml.html).',
      positionAt(text, text.search(/<!DOCTYPE/)),
    );
  });
  let started = false;
  let attributes: Attribute[] = [];
  parser.on('attribute', (attribute) => attributes.push(attribute));
  parser.on('opentag', ({ name }) => {
    if (!started) checkDeclaration(parser.xmlDecl, text);
    started = true;
    const own = attributes;
    attributes = [];
    reader.open(name, own, parser.position);
  });
  parser.on('closetag', ({ name, isSelfClosing }) => reader.close(name, isSelfClosing, parser.position));
  parser.on('text', (characters) => reader.characters(characters, () => startOfText(text, parser.position - 1)));
  parser.on('cdata', (characters) => {
    reader.characters(characters, () => text.lastIndexOf('<![CDATA[', parser.position - 1));
  });
  parser.write(text).close();
  return reader.resource();
}

function checkDeclaration({ version, encoding }: XMLDecl, source: string): void {
  const place = (): TextPosition => positionAt(source, source.indexOf('<?xml'));
  if (version !== undefined && version !== '1.0') {
    throw xmlError(`The body is in XML ${excerpt(version)}.`, 'FHIR uses XML 1.0: write version="1.0".', place());
  }
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
    throw xmlError(
      `The XML declaration says the encoding ${excerpt(encoding)}.`,
      'Send the XML in UTF-8, and write encoding="UTF-8" or nothing.',
      place(),
    );
  }
}

/** The parser takes any two units for a pair. */
function refuseLoneSurrogate(text: string): void {
  if (text.isWellFormed()) return;
  throw xmlError(
    'The body holds half of a surrogate pair.',
    'Send the XML in UTF-8, with whole characters.',
    positionAt(text, text.search(/\p{Surrogate}/u)),
  );
}
