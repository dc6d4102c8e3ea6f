import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';

/** Namespaces by prefix at one place of a document; the empty prefix is the default namespace. */
export type Namespaces = ReadonlyMap<string, string>;

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** The attributes of an element, including namespace declarations. */
export type Attributes = readonly Attribute[];

/** The namespaces outside the root element. */
export const NO_NAMESPACES: Namespaces = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** True for `xmlns` and `xmlns:prefix`. */
export function isDeclaration(attribute: string): boolean {
  return attribute.startsWith('xmlns') && (attribute.length === 5 || attribute[5] === ':');
}

/** Maximum number of prefixes in scope, because each element with declarations copies those in scope. */
const MOST_NAMESPACES = 64;

function tooManyNamespaces(): FhirError {
  const text = say`More than ${MOST_NAMESPACES} namespaces are declared around one element.`;
  const hint = say`FHIR needs one namespace, and one for narratives.`;
  return new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
}

/** The namespaces within an element. Most elements declare none and share their parent's map. */
export function declared(outer: Namespaces, attributes: Attributes): Namespaces {
  let inner: Map<string, string> | undefined;
  for (const { name, value } of attributes) {
    if (!isDeclaration(name)) continue;
    inner ??= new Map(outer);
    inner.set(name.slice('xmlns:'.length), value);
    if (inner.size > MOST_NAMESPACES) throw tooManyNamespaces();
  }
  return inner ?? outer;
}

/** `f:name` -> `f`; empty when the name has no prefix. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

/** `f:name` -> `name`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Undefined when the prefix is not declared, or when there is neither a prefix nor a default namespace. */
export function namespaceOf(name: string, namespaces: Namespaces): string | undefined {
  return namespaces.get(prefixOf(name)) || undefined;
}
