import { positionAt } from '../../json/text-position';
import { MOST_VALUES, tooManyValues } from '../../json/value-count';
import { say } from '../../messages';
import { XHTML_NAMESPACE } from '../../validation/xhtml-whitelist';
import {
  declared,
  isDeclaration,
  localName,
  namespaceOf,
  NO_NAMESPACES,
  prefixOf,
  type Attributes,
  type Namespaces,
} from '../../xml/namespaces';
import { scanXml, type XmlEvents } from '../../xml/scan-xml';
import { xmlError } from '../../xml/xml-fault';

export interface XmlText {
  readonly kind: 'text';
  text: string;
  parent: XmlElement;
}

export interface XmlElement {
  readonly kind: 'element';
  /** Empty when it has none. */
  namespace: string;
  /** Local name; empty for the document, which is the parent of the root element. */
  readonly name: string;
  /** By qualified name, without namespace declarations. */
  readonly attributes: Map<string, string>;
  children: XmlNode[];
  parent: XmlElement | undefined;
  /** The namespace prefixes in scope. */
  readonly namespaces: Namespaces;
  /** Offset of its `<` in the source. */
  readonly offset: number;
}

export type XmlNode = XmlElement | XmlText;

/** An attribute selected by a selector. */
export interface XmlAttribute {
  readonly kind: 'attribute';
  readonly owner: XmlElement;
  readonly name: string;
  readonly value: string;
}

/**
 * Parses XML into a mutable tree.
 *
 * @param maxDepth maximum nesting of elements
 * @param maxElements maximum number of elements
 * @returns the document, whose only child is the root element
 * @throws FhirError `invalid-request` (400), with position; `too-large` (413)
 */
export function readTree(source: string, maxDepth: number, maxElements = MOST_VALUES): XmlElement {
  const builder = new TreeBuilder(source, maxDepth, maxElements);
  scanXml(source, builder);
  return builder.document;
}

export function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => child.kind === 'element');
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : textOf(child))).join('');
}

/** White space is significant in narratives and meaningless in FHIR's own elements. */
export function isNarrative(element: XmlElement): boolean {
  return element.namespace === XHTML_NAMESPACE;
}

export function isBlank(node: XmlNode): boolean {
  return node.kind === 'text' && /^[ \t\r\n]*$/.test(node.text);
}

class TreeBuilder implements XmlEvents {
  readonly document: XmlElement = {
    kind: 'element',
    namespace: '',
    name: '',
    attributes: new Map(),
    children: [],
    parent: undefined,
    namespaces: NO_NAMESPACES,
    offset: 0,
  };
  private current = this.document;
  private depth = 0;
  private elements = 0;

  constructor(
    private readonly source: string,
    private readonly maxDepth: number,
    private readonly maxElements: number,
  ) {}

  open(name: string, attributes: Attributes, end: number): void {
    const offset = this.source.lastIndexOf('<', end - 1);
    this.depth += 1;
    this.elements += 1;
    if (this.elements > this.maxElements) throw tooManyValues(this.maxElements);
    if (this.depth > this.maxDepth) {
      const text = say`Elements are nested more than ${this.maxDepth} levels deep.`;
      throw xmlError(text, say`Send a flatter structure.`, positionAt(this.source, offset));
    }
    const namespaces = declared(this.current.namespaces, attributes);
    const namespace = namespaceOf(name, namespaces) ?? '';
    if (namespace === '' && prefixOf(name) !== '') {
      const text = say`The prefix of <${name.slice(0, 80)}> is not declared.`;
      const hint = say`Write xmlns:${prefixOf(name).slice(0, 80)}="…" on an element around it.`;
      throw xmlError(text, hint, positionAt(this.source, offset));
    }
    const element: XmlElement = {
      kind: 'element',
      namespace,
      name: localName(name),
      attributes: new Map(
        attributes.filter((each) => !isDeclaration(each.name)).map((each) => [each.name, each.value]),
      ),
      children: [],
      parent: this.current,
      namespaces,
      offset,
    };
    this.current.children.push(element);
    this.current = element;
  }

  close(): void {
    this.depth -= 1;
    this.current = this.current.parent!;
  }

  /** Adjacent text and CDATA sections form one text node. */
  characters(text: string): void {
    if (this.depth === 0) return;
    const last = this.current.children.at(-1);
    if (last?.kind === 'text') last.text += text;
    else this.current.children.push({ kind: 'text', text, parent: this.current });
  }
}
