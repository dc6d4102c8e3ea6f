import { elementOf, type ElementDefinition } from '../../fhir';
import type { Draft } from './draft';

/** One step of a path: a child element, a call, or an index. */
const STEP = /^(?:\.?([A-Za-z]\w*)|\[\d+\])/;

/** Calls that give back some of what they are called on, so the declared type stays. */
const SELECTING = new Set(['where', 'first', 'last', 'tail', 'skip', 'take', 'single']);

/**
 * The types R4 declares for what a path names, read off the definitions alone: it also answers where the resource
 * holds nothing yet, which evaluation cannot. Knows child elements, indexes and filters:
 * `Organization.contact[0].telecom.where(rank = 1)` -> `['ContactPoint']`.
 * @returns an empty list for any other path, and for unknown elements
 */
export function declaredTypes(resourceType: string, path: string): readonly string[] {
  let types: readonly string[] = [resourceType];
  let rest =
    path.startsWith(resourceType) && !/^\w/.test(path.slice(resourceType.length))
      ? path.slice(resourceType.length)
      : `.${path}`;
  while (rest !== '') {
    const [step, name] = STEP.exec(rest) ?? [];
    if (step === undefined) return [];
    rest = rest.slice(step.length);
    if (name === undefined) continue;
    if (!rest.startsWith('(')) {
      types = childTypes(types, name);
      continue;
    }
    const end = closing(rest);
    if (end === undefined) return [];
    rest = rest.slice(end + 1);
    if (name === 'extension') types = ['Extension'];
    else if (!SELECTING.has(name)) return [];
  }
  return types;
}

/** The types of the child `name` of one of `types`; `valueQuantity` fixes the type of a choice. */
export function childTypes(types: readonly string[], name: string): readonly string[] {
  const child = types.length === 1 ? elementOf(types[0]!, name) : undefined;
  if (!child) return [];
  return child.type === undefined ? child.element.types : [child.type];
}

/** The types declared for what an operation is about: its path, or the child of it that `name` names. */
export function typesMeant(resourceType: string, { path, name }: Pick<Draft, 'path' | 'name'>): readonly string[] {
  const at = declaredTypes(resourceType, path);
  return name === undefined ? at : childTypes(at, name);
}

/** The element of a path that names a whole first-level element, without index or filter: `Organization.telecom`. */
export function firstLevelElement(resourceType: string, path: string): ElementDefinition | undefined {
  const [type, name, ...deeper] = path.split('.');
  if (type !== resourceType || name === undefined || deeper.length > 0) return undefined;
  return elementOf(resourceType, name)?.element;
}

/** Where the parenthesis that `text` starts with is closed; text in quotes does not count. */
export function closing(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === '\\') at++;
    else if (char === "'") quoted = !quoted;
    else if (!quoted && char === '(') depth++;
    else if (!quoted && char === ')' && --depth === 0) return at;
  }
  return undefined;
}
