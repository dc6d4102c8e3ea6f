import type { IssueDetail } from '../../errors/fhir-error';
import { positionAt, TextPositions } from '../../json/text-position';
import { say, type Message, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { XHTML_NAMESPACE } from '../../validation/xhtml-whitelist';
import { withLineFeeds } from '../../xml/xml-text';
import { FHIR_NAMESPACE } from '../../xml/xml-table';
import { operationDoes, inOperation, rightName } from '../operation-name';
import { guess, quote, refusal, tooManyOperations, unreadable } from '../patch-fault';
import { parseSelector, SelectorFault } from './parse-selector';
import { patchTooLong } from './too-costly';
import { ATTRIBUTES_OF, placeOf, type XmlPatchElement, type XmlPatchOperation } from './xml-patch-operation';
import type { XmlPatchLimits } from './xml-patch-options';
import { elementsOf, isBlank, readTree, textOf, type XmlElement } from './xml-tree';

/**
 * Parses an XML Patch document. Names without a namespace, and those in the namespace of `<diff>` itself, are FHIR's.
 *
 * @throws FhirError `invalid-request` (400) when it is not XML or some operations cannot be parsed, with every fault of
 *   each and its position; `too-large` when there are too many operations
 */
export function readXmlPatch(text: string, limits: XmlPatchLimits): readonly XmlPatchOperation[] {
  if (text.length > limits.characters) throw patchTooLong(limits.characters);
  const source = withLineFeeds(text);
  const diff = elementsOf(readTree(source, limits.nesting, limits.elements))[0]!;
  if (diff.name !== 'diff') {
    throw unreadable({
      code: 'structure',
      text: say`An XML Patch is a <diff>, not a <${quote(diff.name)}>.`,
      hint:
        diff.name === 'Parameters'
          ? say`A FHIRPath Patch is sent as application/fhir+xml.`
          : say`Send <diff><replace sel="/Organization/name/@value">…</replace></diff>.`,
      expression: 'diff',
      position: positionAt(source, diff.offset),
    });
  }
  const elements = elementsOf(diff);
  if (elements.length > limits.operations) {
    throw tooManyOperations(elements.length, limits.operations, 'diff');
  }
  const reader = new OperationReader(source, diff, limits);
  if (diff.children.some((child) => child.kind === 'text' && !isBlank(child))) {
    reader.report(
      diff,
      'diff',
      'structure',
      say`The <diff> contains text outside its operations.`,
      say`Put the text into an operation.`,
    );
  } else if (elements.length === 0) {
    const hint = say`Send at least one of ${Object.keys(ATTRIBUTES_OF).join(', ')}: <diff><replace sel="/Organization/name/@value">…</replace></diff>.`;
    reader.report(diff, 'diff', 'required', say`The <diff> has no operations.`, hint);
  }
  const operations = elements.map((element, index) => reader.read(element, index + 1));
  if (reader.faults.length > 0) throw refusal('invalid-request', reader.faults);
  return operations.filter((operation) => operation !== undefined);
}

const POSITIONS = ['prepend', 'before', 'after'] as const;
const WHITE_SPACE = ['before', 'after', 'both'] as const;

/** Maximum number of unknown attributes reported per operation. */
const MOST_TOLD = 10;

class OperationReader {
  readonly faults: IssueDetail[] = [];
  private readonly positions: TextPositions;

  constructor(
    source: string,
    private readonly diff: XmlElement,
    private readonly limits: XmlPatchLimits,
  ) {
    this.positions = new TextPositions(source);
  }

  report(element: XmlElement, expression: string, code: IssueDetail['code'], text: Text, hint: Text): undefined {
    this.faults.push({ code, text, hint, expression, position: this.positions.at(element.offset) });
  }

  read(element: XmlElement, number: number): XmlPatchOperation | undefined {
    const name = quote(element.name);
    const fault: Fault = (code, what, hint) =>
      this.report(element, placeOf(number), code, operationDoes(number, name, what), hint);
    if (!Object.hasOwn(ATTRIBUTES_OF, element.name)) {
      const names = Object.keys(ATTRIBUTES_OF);
      const hint = rightName(element.name, names, OTHER_NAMES, say`It is one of ${names.join(', ')}.`);
      return fault('not-supported', say`is not an operation of RFC 5261`, hint);
    }
    const op = element.name as XmlPatchElement;
    this.checkAttributes(element, op, fault);
    const sel = element.attributes.get('sel')?.trim();
    if (sel === undefined)
      return fault('required', say`has no attribute sel`, say`sel must select a node: sel="/Organization/name".`);
    const steps = this.selector(element, sel, number);
    if (!steps) return undefined;
    const common = { number, position: this.positions.at(element.offset), element: op, sel, steps };
    this.adopt(element);
    if (op === 'remove') {
      if (element.children.some((child) => !isBlank(child)))
        fault('structure', say`must not have content`, say`A remove operation is empty.`);
      return { ...common, op, ws: this.choice(element, 'ws', WHITE_SPACE, fault) };
    }
    const pos = this.choice(element, 'pos', POSITIONS, fault);
    const type = element.attributes.get('type');
    if (op === 'replace') return { ...common, op, content: element.children };
    if (type === undefined) return { ...common, op, pos: pos ?? 'append', content: element.children };
    const attribute = /^@((?:xml:)?[\p{L}_][\p{L}\p{N}_.-]*)$/u.exec(type)?.[1];
    if (attribute === undefined || attribute === 'xmlns') {
      return fault(
        'value',
        say`has the type ${quote(JSON.stringify(type))}`,
        say`The type must be an attribute: type="@value"; namespaces cannot be patched.`,
      );
    }
    if (pos) fault('structure', say`has both pos and type`, say`Attributes have no order; leave pos out.`);
    if (elementsOf(element).length > 0)
      fault('structure', say`has elements for an attribute`, say`Write the value as text.`);
    return { ...common, op: 'add-attribute', attribute, value: textOf(element) };
  }

  private checkAttributes(element: XmlElement, op: XmlPatchElement, fault: Fault): void {
    const known: readonly string[] = ATTRIBUTES_OF[op];
    const unknown = [...element.attributes.keys()].filter((name) => !known.includes(name));
    for (const name of unknown.slice(0, MOST_TOLD)) {
      const hint = guess(nearest(name, known), say`It has ${known.join(', ')}.`);
      fault('structure', say`has an unknown attribute ${quote(name)}`, hint);
    }
  }

  private selector(element: XmlElement, sel: string, number: number): XmlPatchOperation['steps'] | undefined {
    try {
      return parseSelector(sel, (prefix) => this.namespaceFor(element, prefix), this.limits);
    } catch (problem) {
      if (!(problem instanceof SelectorFault)) throw problem;
      const { what, hint } = problem;
      const text = inOperation(number, element.name, say`the selector \`${quote(sel)}\` ${what}.`);
      return this.report(element, placeOf(number), 'value', text, hint);
    }
  }

  /** A default namespace other than FHIR's and XHTML's belongs to the patch format, and is not used in resources. */
  private namespaceFor(element: XmlElement, prefix: string): string | undefined {
    const namespace = element.namespaces.get(prefix);
    if (prefix !== '') return namespace || undefined;
    return namespace === XHTML_NAMESPACE ? namespace : FHIR_NAMESPACE;
  }

  private choice<T extends string>(
    element: XmlElement,
    name: string,
    values: readonly T[],
    fault: Fault,
  ): T | undefined {
    const text = element.attributes.get(name);
    const value = values.find((each) => each === text);
    if (text !== undefined && !value) {
      fault('value', say`has ${name}=${quote(JSON.stringify(text))}`, say`It is one of ${values.join(', ')}.`);
    }
    return value;
  }

  /** Moves elements within an operation that have no namespace of their own into FHIR's. */
  private adopt(parent: XmlElement): void {
    for (const child of elementsOf(parent)) {
      const own =
        child.namespace !== '' && (child.namespace !== this.diff.namespace || child.namespace === XHTML_NAMESPACE);
      if (!own) child.namespace = FHIR_NAMESPACE;
      this.adopt(child);
    }
  }
}

/** @param what a verb phrase that follows the name of the operation */
type Fault = (code: IssueDetail['code'], what: Message, hint: Text) => undefined;

/** Names of these operations in FHIRPath Patch and SQL. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['delete', 'remove'],
  ['insert', 'add'],
  ['update', 'replace'],
]);
