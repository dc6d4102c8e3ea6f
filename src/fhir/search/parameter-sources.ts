import type { JsonObject, JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';
import { compileExpression } from '../validation/expression/compile-expression';
import type { SearchParameterDeclaration } from './declaration';
import type { Kind, ToEntries } from './kinds';
import { originOf } from './origin';

/** What determines the elements a parameter searches. */
export type Looks = Pick<SearchParameterDeclaration, 'type' | 'expression' | 'extract' | 'group'>;

type Resource = Readonly<JsonObject>;

/** Elements that a parameter searches. */
export interface Found {
  readonly nodes: readonly JsonValue[];
  /** The number of each node's record, starting at 1; absent without records. */
  readonly records?: readonly number[];
}

/** One alternative of an expression (between `|`), with the FHIR types of its elements. */
export interface Source {
  find(resource: Resource): Found;
  readonly toEntries: ToEntries;
  /** FHIR types of the nodes. */
  readonly types: readonly string[];
  readonly root?: readonly string[];
  /** Used instead of `root` when there are several. */
  readonly roots?: readonly (readonly string[])[];
  /** Target types that references in these elements may have. */
  readonly targets?: readonly string[];
}

/** Compiles the access to the elements of a resource. @throws Error when the declaration is invalid */
export function sourcesOf(type: string, looks: Looks, kind: Kind): readonly Source[] {
  const { expression, extract, group } = looks;
  if ((expression === undefined) === (extract === undefined)) {
    throw new Error('it needs an expression, or a function that extracts, and not both');
  }
  if (extract) {
    if (group !== undefined) throw new Error('a function that extracts knows no records');
    const types = [extract.type];
    const find: Source['find'] = (resource) => ({ nodes: extract.from(resource) });
    const roots = extract.members?.map((member) => [member]);
    return [{ find, types, toEntries: elementsOf(looks, kind, types), ...(roots && { roots }) }];
  }
  const parts = partsOf(expression!);
  return group === undefined
    ? parts.map((part) => sourceOf(type, part, looks, kind))
    : recordSources(type, group, parts, looks, kind);
}

function sourceOf(type: string, part: string, looks: Looks, kind: Kind): Source {
  const text = part.replace(/^\(?\s*(?:Resource|DomainResource)\./, (head) => head.replace(/\w+\./, `${type}.`));
  const { nodes, types: found } = compileExpression(text, type);
  const types = known(found, part);
  const root = rootOf(type, text);
  const targets = referenceTargets(type, text);
  return {
    find: (resource) => ({ nodes: nodes([resource], { resource, context: resource, scope: undefined }) }),
    types,
    toEntries: elementsOf(looks, kind, types),
    ...(root && { root }),
    ...(targets && { targets }),
  };
}

/** Evaluates `group` once; the parts of the expression are relative to each record. */
function recordSources(type: string, group: string, parts: readonly string[], looks: Looks, kind: Kind): Source[] {
  const records = compileExpression(group, type);
  const [place, ...others] = known(records.types, group);
  if (others.length > 0) throw new Error(`the records ${group} are of several types`);
  const root = rootOf(type, group);
  return parts.map((part) => {
    const { nodes, types: found } = compileExpression(part, place!);
    const types = known(found, part);
    return {
      types,
      find: (resource) => {
        const frame = { resource, context: resource, scope: undefined };
        const found = records.nodes([resource], frame);
        const numberOf = numbersIn(resource, (whole) =>
          records.nodes([whole], { ...frame, resource: whole, context: whole }),
        );
        const all: { readonly nodes: JsonValue[]; readonly records: number[] } = { nodes: [], records: [] };
        for (const [at, record] of found.entries()) {
          const number = numberOf?.(record) ?? at + 1;
          for (const node of nodes([record], frame)) {
            all.nodes.push(node);
            all.records.push(number);
          }
        }
        return all;
      },
      toEntries: elementsOf(looks, kind, types),
      ...(root && { root }),
    };
  });
}

/** Numbers the records of a view as in the whole resource, so that all views agree. Undefined if it is not a view. */
function numbersIn(view: Resource, recordsOf: (whole: Resource) => readonly JsonValue[]) {
  const whole = originOf(view);
  if (!whole) return undefined;
  const numbers = new Map(recordsOf(whole).map((record, at) => [record, at + 1]));
  return (record: JsonValue): number | undefined =>
    typeof record === 'object' && record !== null ? numbers.get(originOf(record) ?? record) : undefined;
}

function known(types: readonly string[] | undefined, part: string): readonly string[] {
  if (!types || types.length === 0) throw new Error(`nobody can say of what type ${part} is; add ofType(…)`);
  return types;
}

/**
 * The conversion of elements into entries. It must be the same for all their types, since a value does not state its
 * type.
 */
function elementsOf({ type }: Looks, { elements }: Kind, types: readonly string[]): ToEntries {
  const usable = Object.keys(elements).filter((each) => types.includes(each));
  if (usable.length > 0 && usable.length < types.length) {
    const [one] = usable;
    throw new Error(
      `its elements may be of ${types.length} types, and a ${type} parameter looks at ${usable.join(', ')}: say which by ofType(${one})`,
    );
  }
  const [first, ...others] = new Set(
    types.map((each) => {
      const makes = Object.hasOwn(elements, each) ? elements[each] : undefined;
      if (makes) return makes;
      throw new Error(`a ${type} parameter does not look at ${each}, but at ${Object.keys(elements).join(', ')}`);
    }),
  );
  if (others.length > 0) throw new Error(`its elements are of several types (${types.join(', ')}); add ofType(…)`);
  return first!;
}

/** Splits an expression at `|`, except within strings and parentheses. */
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

/**
 * The member an expression reads: `address` for `Organization.address.city`. Undefined for one that may read any
 * member.
 */
function rootOf(type: string, text: string): readonly string[] | undefined {
  const [, name = '', next] = new RegExp(`^${type}\\.(\\w+)(?:\\.(\\w+)(?!\\w*\\())?`).exec(text) ?? [];
  const property = typeDefinition(type)?.properties.get(name);
  if (!property || text.includes('%')) return undefined;
  // The other elements of `meta` change with every write.
  return name === 'meta' && next !== undefined ? [name, next] : [name];
}

/** The target types that the element of a plain path allows. */
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
