import type { IssueDetail, TextPosition } from '../errors/fhir-error';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import { PathTree } from '../json/path-tree';
import { TextPositions } from '../json/text-position';
import { atOnce, type Steps } from '../steps';
import { ResourceReader, type PlaceListener } from './resource-reader';
import { scanXmlSteps } from './scan-xml';
import { withLineFeeds } from './xml-text';

export interface ParseXmlOptions {
  /** Maximum nesting of elements; those within a narrative are counted separately. Default: 64. */
  readonly maxDepth?: number;
  /** Maximum number of values. Default: the limit for one resource. */
  readonly maxValues?: number;
  /** Whether elements that do not conform to R4 are left out, and listed in `faults`, instead of refused. */
  readonly keepsReading?: boolean;
}

export interface ParsedXml {
  /** The resource as JSON, with members in document order. */
  readonly resource: JsonObject;
  /** What `keepsReading` left out, each with the path of the element around it. */
  readonly faults: readonly IssueDetail[];
  /**
   * Finds where elements start in the source. Parses the text a second time; used for errors only.
   *
   * @param paths JSON member names (`valueString`, `_birthDate`) and zero-based indexes; an attribute has the position
   *   of its element
   * @returns one position per path, in order; undefined for an element that does not exist
   */
  positionsOf(paths: readonly JsonPath[]): (TextPosition | undefined)[];
  /** The same in steps. */
  positionSteps(paths: readonly JsonPath[]): Steps<(TextPosition | undefined)[]>;
}

const DEFAULT_MAX_DEPTH = 64;

/**
 * Parses a resource from FHIR XML. Comments and processing instructions have no meaning in FHIR and are dropped.
 *
 * @throws FhirError `invalid-request` (400) when it is not XML in the form FHIR requires: one issue with text, hint and
 *   position
 * @throws FhirError `invalid-structure` (400) when elements do not conform to R4: one issue each, with expression and
 *   position
 * @see https://hl7.org/fhir/R4/xml.html
 */
export function parseXml(source: string, options: ParseXmlOptions = {}): ParsedXml {
  return atOnce(parseXmlSteps(source, options));
}

/** The same in steps. */
export function* parseXmlSteps(source: string, options: ParseXmlOptions = {}): Steps<ParsedXml> {
  const text = withLineFeeds(source);
  const positionSteps: ParsedXml['positionSteps'] = (paths) => positionsIn(text, options, paths);
  const { faults, root: resource } = yield* read(text, options);
  return { resource, faults, positionSteps, positionsOf: (paths) => atOnce(positionSteps(paths)) };
}

function* positionsIn(
  text: string,
  options: ParseXmlOptions,
  paths: readonly JsonPath[],
): Steps<(TextPosition | undefined)[]> {
  const wanted = PathTree.of(paths);
  const positions = new TextPositions(text);
  const found = new Array<TextPosition | undefined>(paths.length).fill(undefined);
  yield* read(text, options, (path, offset) => {
    for (const number of wanted.at(path)?.ends ?? []) found[number] = positions.at(offset);
  });
  return found;
}

interface Read {
  readonly root: JsonObject;
  readonly faults: readonly IssueDetail[];
}

function* read(text: string, options: ParseXmlOptions, onPlace?: PlaceListener): Steps<Read> {
  const { maxDepth = DEFAULT_MAX_DEPTH, maxValues, keepsReading = false } = options;
  const limits = { maxDepth, keepsReading, ...(maxValues !== undefined && { maxValues }) };
  const reader = new ResourceReader(text, { ...limits, ...(onPlace && { onPlace }) });
  yield* scanXmlSteps(text, reader);
  return { root: reader.resource(), faults: reader.faults };
}
