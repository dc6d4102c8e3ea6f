import { isJsonNumber, isJsonObject, type JsonValue } from '../../json/json-value';
import { elementOf, isResourceType, typeDefinition } from '../../model/definitions';
import { callOf, plainName, stringLiteral, unwrapGroup, type AstNode } from '../../model/fhirpath-ast';
import { areEqual, inOrder, keyOf, type Comparison } from './compare';
import { fromNodes, fromTruth, type Expression, type Frame, type Nodes } from './expression';
import { FUNCTIONS, keysOf, type Arguments } from './functions';
import { memberOf } from './member';
import { parseExpression } from './parse-expression';

const UCUM = 'http://unitsofmeasure.org';

/**
 * Compiles an R4 invariant to functions on plain JSON. Supports the part of FHIRPath that these invariants use.
 * Evaluation takes time proportional to the data visited, and never throws.
 *
 * @param place the type or element it applies to: `Bundle.entry`, `Organization.telecom`
 * @throws Error when it uses anything else, or names an element that does not exist
 */
export function compileExpression(text: string, place: string): Expression {
  const types = typesAt(place);
  return new ExpressionCompiler(place, types).compile(parseExpression(text), focusOf(types));
}

function typesAt(place: string): readonly string[] {
  if (typeDefinition(place)) return [place];
  const dot = place.lastIndexOf('.');
  const found = elementOf(place.slice(0, dot), place.slice(dot + 1));
  if (!found) throw new Error(`there is no ${place}`);
  return found.element.types;
}

function focusOf(types: readonly string[] | undefined): Expression {
  return fromNodes((focus) => focus, types);
}

function fixed(value: (frame: Frame) => Nodes, types?: readonly string[]): Expression {
  return fromNodes((_, frame) => value(frame), types, true);
}

class ExpressionCompiler {
  constructor(
    private readonly place: string,
    private readonly types: readonly string[],
  ) {}

  compile(node: AstNode, focus: Expression): Expression {
    const term = unwrapGroup(node);
    const [left, right] = term.children ?? [];
    switch (term.type) {
      case 'LiteralTerm':
        return this.literal(term);
      case 'ExternalConstantTerm':
        return this.constant(plainName(term.text!));
      case 'ThisInvocation':
        return focus;
      case 'MemberInvocation':
        return this.head(plainName(term.text!), focus);
      case 'FunctionInvocation':
        return this.call(focus, term, focus, undefined);
      case 'InvocationExpression':
        return this.step(left!, unwrapGroup(right!), focus);
      case 'TypeExpression':
        return this.typed(term.text!, left!, plainName(right!.text!), focus);
      default:
        return this.operation(term, this.compile(left!, focus), this.compile(right!, focus));
    }
  }

  private literal(term: AstNode): Expression {
    const [literal] = term.children!;
    const text = stringLiteral(term);
    const value = text ?? (literal!.type === 'BooleanLiteral' ? term.text === 'true' : Number(term.text));
    const nodes = [value];
    return fixed(() => nodes);
  }

  private constant(name: string): Expression {
    const root = this.place.split('.')[0]!;
    if (name === 'resource') return fixed(({ resource }) => [resource], isResourceType(root) ? [root] : undefined);
    if (name === 'context') return fixed(({ context }) => [context], this.types);
    if (name === 'ucum') return fixed(() => [UCUM]);
    throw new Error(`%${name} is not known`);
  }

  /** Either the type's own name or a member. */
  private head(name: string, focus: Expression): Expression {
    return name === this.place && isResourceType(name) ? focus : memberOf(focus, name);
  }

  private step(left: AstNode, right: AstNode, focus: Expression): Expression {
    const input = this.compile(left, focus);
    if (right.type === 'MemberInvocation') return memberOf(input, plainName(right.text!));
    return this.call(input, right, focus, left);
  }

  private call(input: Expression, node: AstNode, focus: Expression, left: AstNode | undefined): Expression {
    const { name, args } = callOf(node);
    if (left && ['is', 'as', 'ofType'].includes(name)) return this.typed(name, left, plainName(args[0]!.text!), focus);
    if (name === 'ofType') return ofResourceType(input, plainName(args[0]!.text!));
    if (name === 'exists' && args.length > 0)
      return FUNCTIONS.exists!(
        FUNCTIONS.where!(input, this.arguments(args, input, focus)),
        this.arguments([], input, focus),
      );
    const build = FUNCTIONS[name];
    if (!build) throw new Error(`${name}() is not known`);
    return build(input, this.arguments(args, input, focus));
  }

  private arguments(list: readonly AstNode[], input: Expression, focus: Expression): Arguments {
    return {
      list,
      outer: (at) => this.compile(list[at]!, focus),
      inner: (at) => this.compile(list[at]!, focusOf(input.types)),
      text: (at) => stringLiteral(list[at]!) ?? '',
    };
  }

  /** `is`, `as` and `ofType`. For a choice, selects the member of the type; for a resource, compares `resourceType`. */
  private typed(operator: string, left: AstNode, type: string, focus: Expression): Expression {
    const narrowed = isResourceType(type)
      ? ofResourceType(this.compile(left, focus), type)
      : this.choice(
          unwrapGroup(left),
          typeDefinition(type) ? type : type.charAt(0).toLowerCase() + type.slice(1),
          focus,
        );
    return operator === 'is' ? FUNCTIONS.exists!(narrowed, this.arguments([], narrowed, focus)) : narrowed;
  }

  private choice(left: AstNode, type: string, focus: Expression): Expression {
    if (left.type === 'MemberInvocation') return memberOf(focus, plainName(left.text!), type);
    const [owner, member] = left.children ?? [];
    if (left.type !== 'InvocationExpression' || member?.type !== 'MemberInvocation')
      throw new Error(`the type of ${left.type} is not known`);
    return memberOf(this.compile(owner!, focus), plainName(member.text!), type);
  }

  private operation({ type, text }: AstNode, left: Expression, right: Expression): Expression {
    const isFixed = left.fixed && right.fixed;
    switch (type) {
      case 'AndExpression':
        return fromTruth((focus, frame) => {
          const one = left.truth(focus, frame);
          if (one === false) return false;
          const other = right.truth(focus, frame);
          return other === false ? false : one && other;
        }, isFixed);
      case 'OrExpression':
        return text === 'xor' ? xor(left, right) : or(left, right, isFixed);
      case 'ImpliesExpression':
        return fromTruth((focus, frame) => {
          const condition = left.truth(focus, frame);
          if (condition === false) return true;
          const answer = right.truth(focus, frame);
          return answer === true ? true : condition && answer;
        });
      case 'EqualityExpression':
        return fromTruth((focus, frame) => {
          const equal = areEqual(left.nodes(focus, frame), right.nodes(focus, frame));
          return equal === undefined || text === '=' ? equal : !equal;
        }, isFixed);
      case 'InequalityExpression':
        return fromTruth((focus, frame) =>
          inOrder(text as Comparison, left.nodes(focus, frame), right.nodes(focus, frame)),
        );
      case 'MembershipExpression':
        return text === 'in' ? membership(left, right) : membership(right, left);
      case 'UnionExpression':
        return fromNodes(
          (focus, frame) => [...new Set([...left.nodes(focus, frame), ...right.nodes(focus, frame)])],
          left.types && right.types && [...left.types, ...right.types],
          isFixed,
        );
      case 'AdditiveExpression':
        return fromNodes((focus, frame) => sum(text!, left.nodes(focus, frame), right.nodes(focus, frame)), undefined);
      default:
        throw new Error(`${type} is not known`);
    }
  }
}

function or(left: Expression, right: Expression, isFixed: boolean): Expression {
  return fromTruth((focus, frame) => {
    const one = left.truth(focus, frame);
    if (one === true) return true;
    const other = right.truth(focus, frame);
    return other === true ? true : one === undefined ? undefined : other;
  }, isFixed);
}

function xor(left: Expression, right: Expression): Expression {
  return fromTruth((focus, frame) => {
    const [one, other] = [left.truth(focus, frame), right.truth(focus, frame)];
    return one === undefined || other === undefined ? undefined : one !== other;
  });
}

function membership(item: Expression, list: Expression): Expression {
  return fromTruth((focus, frame) => {
    const [value] = item.nodes(focus, frame);
    return value === undefined ? undefined : keysOf(list, focus, frame).has(keyOf(value));
  });
}

/** `+` adds numbers; `&` concatenates strings, with an empty collection as the empty string. */
function sum(operator: string, [left]: Nodes, [right]: Nodes): Nodes {
  if (operator === '&') return [textOf(left) + textOf(right)];
  return isJsonNumber(left) && isJsonNumber(right) ? [Number(left) + Number(right)] : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function ofResourceType({ nodes }: Expression, type: string): Expression {
  return fromNodes(
    (focus, frame) => nodes(focus, frame).filter((node) => isJsonObject(node) && node.resourceType === type),
    [type],
  );
}
