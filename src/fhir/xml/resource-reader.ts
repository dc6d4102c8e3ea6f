import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { stringifyPath, type JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import { positionAt, TextPositions } from '../json/text-position';
import { tooDeep } from '../json/too-deep';
import { MOST_VALUES, tooManyValues } from '../json/value-count';
import { isResourceType } from '../model/definitions';
import { XHTML_NAMESPACE } from '../validation/xhtml-whitelist';
import {
  declared,
  isDeclaration,
  localName,
  namespaceOf,
  NO_NAMESPACES,
  prefixOf,
  type Attributes,
  type Namespaces,
} from './namespaces';
import { NarrativeSlice } from './narrative-slice';
import { OpenElement } from './open-element';
import { valueFromLexical } from './primitive-lexical';
import { put, putPrimitive } from './put-member';
import * as wording from './structure-wording';
import { xmlError } from './xml-fault';
import { FHIR_NAMESPACE, xmlType, type XmlRule, type XmlType } from './xml-table';

/** Called for every element and attribute with its path in the JSON and the offset of its `<` in the source. */
export type PlaceListener = (path: JsonPath, offset: number) => void;

export interface ResourceReaderOptions {
  /** Maximum nesting of elements; those within a narrative are counted separately. */
  readonly maxDepth: number;
  /**
   * Maximum number of elements and additional attributes, including those in narratives. Default: the limit for values
   * in JSON.
   */
  readonly maxValues?: number;
  readonly onPlace?: PlaceListener;
  /** Whether elements that do not conform to R4 are left out of the resource and listed in `faults`. */
  readonly keepsReading?: boolean;
}

const MOST_ISSUES = 100;
const ELEMENT = 'Element';

/** Builds the JSON of a resource from the events of an XML parser. Records what FHIR does not allow, and continues. */
export class ResourceReader {
  private readonly frames: OpenElement[] = [];
  private readonly issues: IssueDetail[] = [];
  private readonly positions: TextPositions;
  private root: JsonObject | undefined;
  private narrative: NarrativeSlice | undefined;
  /** Number of open elements being skipped; the outermost one has been reported. */
  private skipped = 0;
  private values = 0;

  constructor(
    private readonly source: string,
    private readonly options: ResourceReaderOptions,
  ) {
    this.positions = new TextPositions(source);
  }

  /**
   * Refuses a tag before it ends, because the parser goes through all its attributes in one step. A single tag may
   * therefore have no more of them than a resource has values, also in a Bundle.
   */
  attribute(count: number): void {
    const most = Math.min(this.options.maxValues ?? MOST_VALUES, MOST_VALUES);
    if (count > most) throw tooManyValues(most);
  }

  /** @param end offset after the start tag */
  open(name: string, attributes: Attributes, end: number): void {
    this.count(attributes);
    if (this.skipped > 0) {
      this.skipped += 1;
      return;
    }
    if (this.narrative) return this.openInNarrative(this.narrative, name, attributes, end);
    if (this.frames.length >= this.options.maxDepth) throw this.tooDeep(end);
    const parent = this.frames.at(-1);
    const namespaces = declared(parent?.namespaces ?? NO_NAMESPACES, attributes);
    const namespace = namespaceOf(name, namespaces);
    const local = localName(name);
    if (namespace !== FHIR_NAMESPACE) {
      const div = namespace === XHTML_NAMESPACE ? parent?.type?.rules.get(local) : undefined;
      if (div?.form === 'xhtml') return this.openNarrative(parent!, div, name, attributes, end);
      this.refuse(wording.wrongNamespace(name, prefixOf(name), namespace), end);
    } else if (!parent?.type) this.openResource(parent, local, attributes, namespaces, end);
    else this.openElement(parent, parent.type, local, attributes, namespaces, end);
  }

  /** @param end offset after the end tag */
  close(name: string, selfClosing: boolean, end: number): void {
    if (this.skipped > 0) {
      this.skipped -= 1;
      return;
    }
    if (this.narrative) {
      this.narrative.close(name, selfClosing, end);
      if (this.narrative.depth === 0) this.closeNarrative(this.narrative, end);
      return;
    }
    const frame = this.frames.at(-1)!;
    if (frame.rule) this.closeElement(frame, frame.rule);
    this.frames.pop();
  }

  /** @param offset where the text starts, or shortly after */
  characters(text: string, offset: () => number): void {
    const frame = this.frames.at(-1);
    if (!frame || this.narrative || this.skipped > 0 || isWhiteSpace(text)) return;
    frame.filled = true;
    this.report(wording.strayText(frame.name, text), offset());
  }

  /** @throws FhirError `invalid-structure`, with everything found */
  resource(): JsonObject {
    if (this.issues.length > 0 && !(this.options.keepsReading && this.root)) throw this.failure();
    // The parser refuses a document without a root element, and any that is not a resource is an issue.
    return this.root!;
  }

  /** What `keepsReading` left out, each with the path of the element around it. */
  get faults(): readonly IssueDetail[] {
    return this.issues;
  }

  private openResource(
    slot: OpenElement | undefined,
    name: string,
    attributes: Attributes,
    namespaces: Namespaces,
    end: number,
  ): void {
    if (slot && slot.count > 0) return this.refuse(wording.secondResource(slot.name), end);
    if (slot) slot.count = 1;
    const isKnown = isResourceType(name);
    if (!isKnown && !this.options.keepsReading) return this.refuse(wording.unknownResource(name), end);
    const resource: JsonObject = { resourceType: name };
    if (slot) put(slot.object, slot.rule!, resource);
    else this.root = resource;
    if (this.options.onPlace) {
      if (!slot) this.options.onPlace([], this.startOf(end));
      this.options.onPlace([...this.path(), 'resourceType'], this.startOf(end));
    }
    if (!isKnown) {
      // Its type is in the resource for the caller to judge, as in JSON.
      this.skipped = 1;
      return;
    }
    const type = xmlType(name);
    this.enter(new OpenElement(name, type, undefined, 0, resource, namespaces, end));
    this.readAttributes(name, type, attributes, resource, end);
  }

  private openElement(
    parent: OpenElement,
    parentType: XmlType,
    name: string,
    attributes: Attributes,
    namespaces: Namespaces,
    end: number,
  ): void {
    const rule = parentType.rules.get(name);
    if (!rule || rule.form === 'attribute') return this.refuse(wording.unknownElement(parentType, name), end, name);
    if (rule.form === 'xhtml') return this.refuse(wording.narrativeNamespace(name), end, name);
    if (!this.takesPlace(parent, parentType, rule, end)) return;
    const index = parent.count - 1;
    if (rule.form === 'resource') {
      this.enter(new OpenElement(name, undefined, rule, index, parent.object, namespaces, end));
      return this.readAttributes(name, xmlType('Resource'), attributes, parent.object, end);
    }
    const object: JsonObject = {};
    if (rule.form === 'complex') {
      const type = xmlType(rule.type);
      put(parent.object, rule, object);
      this.enter(new OpenElement(name, type, rule, index, object, namespaces, end));
      return this.readAttributes(name, type, attributes, object, end);
    }
    const type = xmlType(ELEMENT);
    const frame = this.enter(new OpenElement(name, type, rule, index, object, namespaces, end));
    this.readValue(parent.object, rule, frame, attributes);
    this.readAttributes(name, type, attributes, object, end, true);
  }

  /** Appends the value of a primitive to the preceding ones. */
  private readValue(owner: JsonObject, rule: XmlRule, frame: OpenElement, attributes: Attributes): void {
    const text = attributes.find(({ name }) => name === 'value')?.value;
    const value = text === undefined ? undefined : valueFromLexical(text, rule);
    if (text !== undefined) frame.filled = true;
    if (text !== undefined && value === undefined)
      this.report(wording.wrongForm(rule.type, text), this.startOf(frame.end));
    putPrimitive(owner, rule.name, rule, frame.index, value);
  }

  private readAttributes(
    owner: string,
    type: XmlType,
    attributes: Attributes,
    object: JsonObject,
    end: number,
    primitive = false,
  ): void {
    for (const { name, value } of attributes) {
      if ((primitive && name === 'value') || isDeclaration(name)) continue;
      if (type.rules.get(name)?.form !== 'attribute') {
        this.frames.at(-1)!.filled = true;
        this.report(wording.unknownAttribute(owner, name, type, primitive), this.startOf(end));
        continue;
      }
      object[name] = value;
      this.options.onPlace?.([...this.path(true), name], this.startOf(end));
    }
  }

  private closeElement(frame: OpenElement, rule: XmlRule): void {
    const filled = frame.filled || frame.count > 0;
    if (rule.form === 'resource') {
      if (!filled) this.report(wording.noResource(frame.name), this.startOf(frame.end));
      return;
    }
    const hasMembers = !isEmpty(frame.object);
    if (!filled && !hasMembers) {
      const complaint = rule.form === 'primitive' ? wording.noValue : wording.empty;
      this.report(complaint(frame.name), this.startOf(frame.end));
    }
    if (rule.form !== 'primitive') return;
    const owner = this.frames.at(-2)!.object;
    putPrimitive(owner, `_${rule.name}`, rule, frame.index, hasMembers ? frame.object : undefined);
  }

  /** The `value` attribute counts as part of its element. */
  private count({ length }: Attributes): void {
    const { maxValues = MOST_VALUES } = this.options;
    this.values += Math.max(1, length);
    if (this.values > maxValues) throw tooManyValues(maxValues);
  }

  /** Checks that an element is allowed at this position and counts it; otherwise skips it. */
  private takesPlace(parent: OpenElement, type: XmlType, rule: XmlRule, end: number): boolean {
    const previous = parent.child;
    if (previous && rule.order < previous.order) {
      // One misplaced element makes those after it look misplaced too.
      if (parent.disordered) this.skipped = 1;
      else this.refuse(wording.wrongOrder(rule.name, previous.name), end, rule.elementName);
      parent.disordered = true;
      return false;
    }
    if (previous?.order === rule.order && !rule.repeats) {
      this.refuse(wording.repeated(type, rule, previous), end, rule.elementName);
      return false;
    }
    parent.count = previous === rule ? parent.count + 1 : 1;
    parent.child = rule;
    return true;
  }

  private openNarrative(parent: OpenElement, rule: XmlRule, name: string, attributes: Attributes, end: number): void {
    if (!this.takesPlace(parent, parent.type!, rule, end)) return;
    const start = this.startOf(end);
    this.options.onPlace?.([...this.path(), rule.name], start);
    this.narrative = new NarrativeSlice(this.source, start, parent.namespaces);
    this.openInNarrative(this.narrative, name, attributes, end);
  }

  private openInNarrative(narrative: NarrativeSlice, name: string, attributes: Attributes, end: number): void {
    if (narrative.depth >= this.options.maxDepth) throw this.tooDeep(end);
    const foreign = narrative.open(name, attributes, end);
    if (foreign !== undefined) this.report(wording.narrativeNamespace(foreign), this.startOf(end));
  }

  private closeNarrative(narrative: NarrativeSlice, end: number): void {
    const parent = this.frames.at(-1)!;
    parent.object[parent.child!.name] = narrative.text(end);
    this.narrative = undefined;
  }

  private enter(frame: OpenElement): OpenElement {
    this.frames.push(frame);
    if (this.options.onPlace && frame.rule) this.announce(this.options.onPlace, frame.rule, frame);
    return frame;
  }

  private announce(onPlace: PlaceListener, rule: XmlRule, { index, end }: OpenElement): void {
    const start = this.startOf(end);
    const paths = rule.form === 'primitive' ? [this.path(), this.path(true)] : [this.path()];
    for (const path of paths) {
      if (rule.repeats && index === 0) onPlace(path.slice(0, -1), start);
      onPlace(path, start);
    }
  }

  /**
   * The JSON path of the innermost element.
   * @param within the path of its content, which for a primitive is the sibling `_name`
   */
  private path(within = false): (string | number)[] {
    const innermost = this.frames.length - 1;
    return this.frames.flatMap(({ rule, index }, depth) => {
      if (!rule) return [];
      const sibling = rule.form === 'primitive' && (within || depth < innermost);
      const name = sibling ? `_${rule.name}` : rule.name;
      return rule.repeats ? [name, index] : [name];
    });
  }

  /** @param name of an element within the innermost one */
  private expression(name?: string): string {
    const path = this.frames.flatMap(({ rule, index }) => {
      if (!rule) return [];
      return rule.repeats ? [rule.elementName, index] : [rule.elementName];
    });
    return stringifyPath(name === undefined ? path : [...path, name], this.frames[0]?.name);
  }

  /** Offset of the `<` of the tag that ends at `end`; a tag has no other `<`. */
  private startOf(end: number): number {
    return this.source.lastIndexOf('<', end - 1);
  }

  /**
   * Reports the element just opened, and skips it with its content.
   * @param name its name, as in JSON; without one, the report names the element around it
   */
  private refuse(complaint: wording.Wording, end: number, name?: string): void {
    const parent = this.frames.at(-1);
    if (parent) parent.filled = true;
    this.skipped = 1;
    this.report(complaint, this.startOf(end), name);
  }

  private report(complaint: wording.Wording, offset: number, name?: string): void {
    const { keepsReading } = this.options;
    if (keepsReading && this.issues.length >= MOST_ISSUES) return;
    const position = this.positions.at(offset);
    const place = { expression: this.expression(name), position, ...(keepsReading && { path: this.path() }) };
    this.issues.push({ severity: 'error', code: 'structure', ...complaint, ...place });
    if (!keepsReading && this.issues.length >= MOST_ISSUES) throw this.failure();
  }

  private failure(): FhirError {
    return new FhirError('invalid-structure', this.issues[0]!.text, this.issues);
  }

  private tooDeep(end: number): FhirError {
    const { text, hint } = tooDeep(this.options.maxDepth);
    return xmlError(text, hint, positionAt(this.source, this.startOf(end)));
  }
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

/** XML white space only; a no-break space counts as text. */
function isWhiteSpace(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}
