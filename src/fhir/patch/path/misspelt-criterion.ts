import { elementOf, isPrimitive, isResourceType, typeDefinition } from '../../model/definitions';
import { callOf, plainName, unwrapGroup, type AstNode, type Step } from '../../model/fhirpath-ast';
import { definitionOf } from './location';

/** A name in a criterion that is not an element of its type. */
export interface Misspelt {
  readonly type: string;
  readonly name: string;
}

/** Functions whose argument is evaluated on the elements they are called on. */
const ASKING: ReadonlySet<string> = new Set(['where', 'exists', 'all']);
/** Functions that return some of the elements they are called on. */
const SELECTING: ReadonlySet<string> = new Set(['where', 'first', 'last', 'tail', 'skip', 'take', 'single']);

/**
 * The first name in a path's criteria that is not an element, such as `urll` in `extension.where(urll = 'x')`, as far
 * as types follow from the path alone. No resource can meet a criterion with such a name.
 */
export function misspeltCriterion(steps: readonly Step[], type: string): Misspelt | undefined {
  const names: Misspelt[] = [];
  steps.reduce<string | undefined>((from, { kind, node }) => {
    return kind === 'index' ? from : typeOf(node, from, undefined);
  }, type);
  return names[0];

  /** @param seen collects unknown names; absent outside criteria */
  function typeOf(node: AstNode, from: string | undefined, seen: Misspelt[] | undefined): string | undefined {
    const term = unwrapGroup(node);
    const [left, right] = term.children ?? [];
    switch (term.type) {
      case 'MemberInvocation':
        return memberType(plainName(term.text!), from, seen);
      case 'FunctionInvocation':
        return resultType(term, from);
      case 'InvocationExpression':
        return typeOf(right!, typeOf(left!, from, seen), seen);
      case 'IndexerExpression':
        return typeOf(left!, from, seen);
      case 'ThisInvocation':
        return from;
      default:
        for (const child of term.children ?? []) typeOf(child, from, seen);
        return undefined;
    }
  }

  function resultType(call: AstNode, from: string | undefined): string | undefined {
    const { name, args } = callOf(call);
    if (ASKING.has(name)) for (const each of args) typeOf(each, from, names);
    if (name === 'extension') return 'Extension';
    return SELECTING.has(name) ? from : undefined;
  }
}

/** @returns undefined when the type is ambiguous or unknown */
function memberType(name: string, from: string | undefined, seen: Misspelt[] | undefined): string | undefined {
  if (from === undefined || name === from || isResourceType(name)) return from;
  // Besides id and extensions, a primitive has its value, which goes by several names.
  if (isPrimitive(from)) return name === 'extension' ? 'Extension' : undefined;
  if (typeDefinition(from)?.abstract !== false) return undefined;
  const found = elementOf(from, name);
  if (!found) seen?.push({ type: definitionOf({ key: '', type: from })?.name ?? from, name });
  if (found?.type !== undefined) return found.type;
  return found?.element.types.length === 1 ? found.element.types[0] : undefined;
}
