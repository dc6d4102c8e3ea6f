import type { TextPosition } from '../errors/fhir-error';
import type { JsonPath } from '../json/json-path';
import type { JsonObject } from '../json/json-value';
import { positionAt } from '../json/text-position';
import { ResourceReader, type PlaceListener } from './resource-reader';
import { scanXml } from './scan-xml';
import { withLineFeeds } from './xml-text';

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
export function parseXml(source: string, { maxDepth = DEFAULT_MAX_DEPTH }: ParseXmlOptions = {}): ParsedXml {
  const text = withLineFeeds(source);
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
  const reader = new ResourceReader(text, { maxDepth, ...(onPlace && { onPlace }) });
  scanXml(text, reader);
  return reader.resource();
}
