import type { JsonObject, JsonValue } from '../json';
import { isResourceType, typeDefinition } from '../model/definitions';
import type { IndexEntry } from '../ports/index-change';
import { compileExpression } from '../validation/expression/compile-expression';
import type { SearchParameterDeclaration } from './declaration';
import { entryKey } from './entry-key';
import { KINDS, type Asked, type Kind, type ParameterFacts } from './kinds';
import { missingClause } from './missing';
import type { IndexedParameter } from './searchable';

/** A part of an expression, between its bars: elements of one FHIR type. */
interface Source {
  nodes(resource: Readonly<JsonObject>): readonly JsonValue[];
  readonly toEntries: Kind['elements'][string];
  readonly root?: readonly string[];
  /** Types a reference may name there. */
  readonly targets?: readonly string[];
}

/**
 * Makes a search parameter of its declaration.
 * @param type the resource type that is searched
 * @throws Error one sentence, for the start of the server: what is wrong with the declaration
 */
export function compileParameter(type: string, declaration: SearchParameterDeclaration): IndexedParameter {
  try {
    return compiled(type, declaration);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The search parameter ${declaration.code} of ${type} cannot be used: ${reason}`, { cause });
  }
}

const CODE = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

function compiled(type: string, declaration: SearchParameterDeclaration): IndexedParameter {
  const { code, documentation, example, target } = declaration;
  if (!CODE.test(code)) throw new Error('its code is not letters, digits, dashes and underscores, 64 at most');
  const kind = Object.hasOwn(KINDS, declaration.type) ? KINDS[declaration.type] : undefined;
  if (!kind) {
    throw new Error(`its type is ${declaration.type}; understood are ${Object.keys(KINDS).join(', ')}`);
  }
  const wrong = target?.find((each) => !isResourceType(each));
  if (wrong !== undefined) throw new Error(`its target ${wrong} is not a resource type of FHIR R4`);
  const sources = sourcesOf(type, declaration, kind);
  const facts: ParameterFacts = { code, ...targetsOf(declaration, sources) };
  const roots = sources.map(({ root }) => root);
  const isRooted = roots.every((root) => root !== undefined);
  return {
    code,
    type: declaration.type,
    documentation: {
      en: `${documentation.en} ${kind.documentation.en}`,
      fr: `${documentation.fr} ${kind.documentation.fr}`,
    },
    ...(example !== undefined && { example }),
    modifiers: [...kind.modifiers(facts), 'missing'],
    ...(kind.index === 'reference' && { reference: { code, ...(facts.targets && { targets: facts.targets }) } }),
    clause: (asked: Asked) =>
      asked.modifier === 'missing' ? missingClause(code, kind.index, asked.alternatives) : kind.clause(facts, asked),
    entries: (resource, baseUrl) => {
      const found = new Map<string, IndexEntry>();
      for (const { nodes, toEntries } of sources) {
        for (const node of nodes(resource)) {
          for (const entry of toEntries(node, code, baseUrl)) found.set(entryKey(entry), entry);
        }
      }
      return [...found.values()].filter(
        (entry) => entry.kind !== 'reference' || !facts.targets || facts.targets.includes(entry.type),
      );
    },
    ...(isRooted && { roots }),
    origin: JSON.stringify([code, declaration.type, declaration.expression, String(declaration.extract?.from), target]),
    place: declaration.expression ?? type,
  };
}

function sourcesOf(type: string, declaration: SearchParameterDeclaration, kind: Kind): readonly Source[] {
  const { expression, extract } = declaration;
  if ((expression === undefined) === (extract === undefined)) {
    throw new Error('it needs an expression, or a function that extracts, and not both');
  }
  if (extract) {
    return [{ nodes: (resource) => extract.from(resource), toEntries: elementsOf(declaration, kind, [extract.type]) }];
  }
  return partsOf(expression!).map((part) => sourceOf(type, part, declaration, kind));
}

function sourceOf(type: string, part: string, declaration: SearchParameterDeclaration, kind: Kind): Source {
  const text = part.replace(/^\(?\s*(?:Resource|DomainResource)\./, (head) => head.replace(/\w+\./, `${type}.`));
  const { nodes, types } = compileExpression(text, type);
  if (!types || types.length === 0) throw new Error(`nobody can say of what type ${part} is; add ofType(…)`);
  const root = rootOf(type, text);
  const targets = referenceTargets(type, text);
  return {
    nodes: (resource) => nodes([resource], { resource, context: resource, scope: undefined }),
    toEntries: elementsOf(declaration, kind, types),
    ...(root && { root }),
    ...(targets && { targets }),
  };
}

/** How entries are made of elements of these types, all in one way: else nobody could tell which type a value has. */
function elementsOf({ type }: SearchParameterDeclaration, kind: Kind, types: readonly string[]) {
  const [first, ...others] = new Set(
    types.map((each) => {
      const makes = Object.hasOwn(kind.elements, each) ? kind.elements[each] : undefined;
      if (!makes) throw new Error(`a ${type} parameter does not look at ${each}, but at ${known(kind)}`);
      return makes;
    }),
  );
  if (others.length > 0) throw new Error(`its elements are of several types (${types.join(', ')}); add ofType(…)`);
  return first!;
}

function known({ elements }: Kind): string {
  return Object.keys(elements).join(', ');
}

/** The parts between the bars of an expression; those in texts and brackets are none. */
function partsOf(expression: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of expression.matchAll(/'(?:\\.|[^'\\])*'|[^]/g)) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (piece === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => part.trim());
}

/** `Organization.address.city` looks at the member `address`; what begins otherwise may look anywhere. */
function rootOf(type: string, text: string): readonly string[] | undefined {
  const [, name = '', next] = new RegExp(`^${type}\\.(\\w+)(?:\\.(\\w+)(?!\\w*\\())?`).exec(text) ?? [];
  const property = typeDefinition(type)?.properties.get(name);
  if (!property || text.includes('%')) return undefined;
  // The rest of `meta` changes with every write.
  return name === 'meta' && next !== undefined ? [name, next] : [name];
}

/** Of a plain path, what its element allows. */
function referenceTargets(type: string, text: string): readonly string[] | undefined {
  const [, ...names] = /^[\w.]+$/.test(text) ? text.split('.') : [];
  let [owner, targets] = [type, undefined as readonly string[] | undefined];
  for (const name of names) {
    const property = typeDefinition(owner)?.properties.get(name);
    if (!property) return undefined;
    [owner, targets] = [property.type, property.element.targets];
  }
  return owner === 'Reference' ? targets : undefined;
}

function targetsOf({ target }: SearchParameterDeclaration, sources: readonly Source[]) {
  if (target) return { targets: target };
  const allowed = sources.map(({ targets }) => targets);
  if (allowed.includes(undefined)) return {};
  const targets = [...new Set(allowed.flatMap((each) => each ?? []))];
  return targets.includes('Resource') || targets.length === 0 ? {} : { targets };
}
