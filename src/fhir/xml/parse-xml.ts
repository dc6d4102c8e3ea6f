import type { TextPosition } from '../errors/fhir-error';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import { PathTree } from '../json/path-tree';
import { TextPositions } from '../json/text-position';
import { ResourceReader, type PlaceListener } from './resource-reader';
import { scanXml } from './scan-xml';
import { withLineFeeds } from './xml-text';

export interface ParseXmlOptions {
  /** How many elements may be open at once; the elements of a narrative count on their own. Default: 64. */
  readonly maxDepth?: number;
  /** Values at most; default: those of one resource. */
  readonly maxValues?: number;
}

export interface ParsedXml {
  /** The resource as its JSON, its members in the order of the document. */
  readonly resource: JsonObject;
  /**
   * Where the elements of JSON paths start. Reads the text a second time: for the error path only.
   *
   * @param paths names as the JSON has them (`valueString`, `_birthDate`) and zero-based indexes; an attribute's is its element's
   * @returns one for each path, in their order; undefined when there is no such element
   */
  positionsOf(paths: readonly JsonPath[]): (TextPosition | undefined)[];
}

const DEFAULT_MAX_DEPTH = 64;

/**
 * Reads a resource from FHIR XML (R4 xml.html). Comments and processing instructions mean nothing in FHIR and are dropped.
 *
 * @throws FhirError `invalid-request` (400): no XML as FHIR wants it, one issue with text, hint, position
 * @throws FhirError `invalid-structure` (400): not the elements of R4, one issue for each, with expression and position
 */
export function parseXml(source: string, options: ParseXmlOptions = {}): ParsedXml {
  const text = withLineFeeds(source);
  return { resource: read(text, options), positionsOf: (paths) => positionsOf(text, options, paths) };
}

function positionsOf(text: string, options: ParseXmlOptions, paths: readonly JsonPath[]): (TextPosition | undefined)[] {
  const wanted = PathTree.of(paths);
  const positions = new TextPositions(text);
  const found = new Array<TextPosition | undefined>(paths.length).fill(undefined);
  read(text, options, (path, offset) => {
    for (const number of wanted.at(path)?.ends ?? []) found[number] = positions.at(offset);
  });
  return found;
}

function read(text: string, options: ParseXmlOptions, onPlace?: PlaceListener): JsonObject {
  const { maxDepth = DEFAULT_MAX_DEPTH, maxValues } = options;
  const limits = { maxDepth, ...(maxValues !== undefined && { maxValues }) };
  const reader = new ResourceReader(text, { ...limits, ...(onPlace && { onPlace }) });
  scanXml(text, reader);
  return reader.resource();
}
