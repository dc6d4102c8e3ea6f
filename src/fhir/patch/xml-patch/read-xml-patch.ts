import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { positionAt } from '../../json/text-position';
import { nearest } from '../../model/nearest';
import { XHTML_NAMESPACE } from '../../validation/xhtml-whitelist';
import { FHIR_NAMESPACE } from '../../xml/xml-table';
import { quote, unreadable } from '../patch-fault';
import { parseSelector, SelectorFault } from './parse-selector';
import { ATTRIBUTES_OF, placeOf, type XmlPatchElement, type XmlPatchOperation } from './xml-patch-operation';
import type { XmlPatchLimits } from './xml-patch-options';
import { elementsOf, isBlank, readTree, textOf, type XmlElement } from './xml-tree';

/**
 * The operations of an XML Patch document, in order. Names without a namespace, and those in the namespace of `<diff>`
 * itself, are FHIR's.
 *
 * @throws FhirError `invalid-request` (400): no XML, or operations that cannot be read (every fault of every one), with
 *   position; `too-large`: too many operations
 */
export function readXmlPatch(source: string, limits: XmlPatchLimits): readonly XmlPatchOperation[] {
  const diff = elementsOf(readTree(source, limits.nesting))[0]!;
  if (diff.name !== 'diff') {
    throw unreadable({
      code: 'structure',
      text: `An XML Patch is a <diff>, not a <${quote(diff.name)}>.`,
      hint:
        diff.name === 'Parameters'
          ? 'A FHIRPath Patch is sent as application/fhir+xml.'
          : 'Send <diff><replace sel="/Organization/name/@value">…</replace></diff>.',
      expression: 'diff',
      position: positionAt(source, diff.offset),
    });
  }
  const elements = elementsOf(diff);
  if (elements.length > limits.operations) {
    const text = `The patch holds ${elements.length} operations; at most ${limits.operations} are taken.`;
    throw new FhirError('too-large', text, [{ text, hint: 'Split it into several patches.', expression: 'diff' }]);
  }
  const reader = new OperationReader(source, diff, limits);
  if (diff.children.some((child) => child.kind === 'text' && !isBlank(child))) {
    reader.report(diff, 'diff', 'structure', 'The <diff> has text of its own.', 'Put it into an operation.');
  }
  const operations = elements.map((element, index) => reader.read(element, index + 1));
  if (reader.faults.length > 0) throw new FhirError('invalid-request', 'The patch cannot be read.', reader.faults);
  return operations.filter((operation) => operation !== undefined);
}

const POSITIONS = ['prepend', 'before', 'after'] as const;
const WHITE_SPACE = ['before', 'after', 'both'] as const;

class OperationReader {
  readonly faults: IssueDetail[] = [];

  constructor(
    private readonly source: string,
    private readonly diff: XmlElement,
    private readonly limits: XmlPatchLimits,
  ) {}

  report(element: XmlElement, expression: string, code: IssueDetail['code'], text: string, hint: string): undefined {
    this.faults.push({ code, text, hint, expression, position: positionAt(this.source, element.offset) });
  }

  read(element: XmlElement, number: number): XmlPatchOperation | undefined {
    const name = quote(element.name);
    const fault = (code: IssueDetail['code'], what: string, hint: string): undefined =>
      this.report(element, placeOf(number), code, `Operation ${number} (${name}) ${what}.`, hint);
    if (!Object.hasOwn(ATTRIBUTES_OF, element.name)) {
      const names = Object.keys(ATTRIBUTES_OF);
      const meant = FHIRPATH_NAMES[element.name] ?? nearest(element.name, names);
      return fault(
        'not-supported',
        'is none of RFC 5261',
        `${meant ? `Did you mean ${meant}? ` : ''}It is one of ${names.join(', ')}.`,
      );
    }
    const op = element.name as XmlPatchElement;
    this.checkAttributes(element, op, fault);
    const sel = element.attributes.get('sel')?.trim();
    if (sel === undefined)
      return fault('required', 'has no attribute sel', 'It selects a node: sel="/Organization/name".');
    const steps = this.selector(element, sel, fault);
    if (!steps) return undefined;
    const common = { number, sel, steps };
    this.adopt(element);
    if (op === 'remove') {
      if (element.children.some((child) => !isBlank(child))) fault('structure', 'has content', 'A remove is empty.');
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
        `has the type ${quote(JSON.stringify(type))}`,
        'It is an attribute: type="@value"; namespaces cannot be patched.',
      );
    }
    if (pos) fault('structure', 'has both pos and type', 'The attributes of an element have no order: leave pos out.');
    if (elementsOf(element).length > 0) fault('structure', 'has elements for an attribute', 'Its text is the value.');
    return { ...common, op: 'add-attribute', attribute, value: textOf(element) };
  }

  private checkAttributes(element: XmlElement, op: XmlPatchElement, fault: Fault): void {
    const known: readonly string[] = ATTRIBUTES_OF[op];
    for (const name of element.attributes.keys()) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      const hint = `${meant ? `Did you mean ${meant}? ` : ''}It has ${known.join(', ')}.`;
      fault('structure', `has an unknown attribute ${quote(name)}`, hint);
    }
  }

  private selector(element: XmlElement, sel: string, fault: Fault): XmlPatchOperation['steps'] | undefined {
    try {
      return parseSelector(sel, (prefix) => this.namespaceFor(element, prefix), this.limits);
    } catch (problem) {
      if (!(problem instanceof SelectorFault)) throw problem;
      return fault('value', `: the selector \`${quote(sel)}\` ${problem.message}`, problem.hint);
    }
  }

  /** A default namespace other than those of FHIR and XHTML is that of the patch format; it names nothing in a resource. */
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
      fault('value', `has ${name}=${quote(JSON.stringify(text))}`, `It is one of ${values.join(', ')}.`);
    }
    return value;
  }

  /** Gives FHIR's namespace to what is within an operation and has none of its own. */
  private adopt(parent: XmlElement): void {
    for (const child of elementsOf(parent)) {
      const own =
        child.namespace !== '' && (child.namespace !== this.diff.namespace || child.namespace === XHTML_NAMESPACE);
      if (!own) child.namespace = FHIR_NAMESPACE;
      this.adopt(child);
    }
  }
}

type Fault = (code: IssueDetail['code'], what: string, hint: string) => undefined;

/** What FHIRPath Patch and JSON Patch call them. */
const FHIRPATH_NAMES: Readonly<Record<string, string>> = { delete: 'remove', insert: 'add', update: 'replace' };
