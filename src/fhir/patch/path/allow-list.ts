import { alternatives, say, type Message, type Text } from '../../messages';
import { argumentCount } from '../counts';
import { inapplicable, quote, unreadable } from '../patch-fault';
import { callOf, plainName, unwrap, type AstNode } from '../../model/fhirpath-ast';

/**
 * What a patch path may contain. Everything else is refused before evaluation, because a path only has to select
 * elements, and some functions (regular expressions, `descendants`, `repeat`) would let a short text keep the server
 * busy.
 *
 * `path` functions return elements. `criteria` functions compute a value; they are allowed within conditions, but their
 * result is not an element that a patch could change.
 */
interface FunctionRule {
  readonly gives: 'path' | 'criteria';
  readonly args: readonly [min: number, max: number];
  /** The argument is a type name. Default: an expression. */
  readonly takes?: 'type';
}

const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
  where: { gives: 'path', args: [1, 1] },
  first: { gives: 'path', args: [0, 0] },
  last: { gives: 'path', args: [0, 0] },
  tail: { gives: 'path', args: [0, 0] },
  single: { gives: 'path', args: [0, 0] },
  skip: { gives: 'path', args: [1, 1] },
  take: { gives: 'path', args: [1, 1] },
  extension: { gives: 'path', args: [1, 1] },
  ofType: { gives: 'path', args: [1, 1], takes: 'type' },
  as: { gives: 'path', args: [1, 1], takes: 'type' },
  is: { gives: 'criteria', args: [1, 1], takes: 'type' },
  exists: { gives: 'criteria', args: [0, 1] },
  empty: { gives: 'criteria', args: [0, 0] },
  not: { gives: 'criteria', args: [0, 0] },
  hasValue: { gives: 'criteria', args: [0, 0] },
  count: { gives: 'criteria', args: [0, 0] },
  startsWith: { gives: 'criteria', args: [1, 1] },
  endsWith: { gives: 'criteria', args: [1, 1] },
  contains: { gives: 'criteria', args: [1, 1] },
};

const CONDITIONS = new Set([
  'AndExpression',
  'OrExpression',
  'ImpliesExpression',
  'EqualityExpression',
  'InequalityExpression',
  'MembershipExpression',
]);

const LITERALS = new Set([
  'StringLiteral',
  'BooleanLiteral',
  'NumberLiteral',
  'LongNumberLiteral',
  'QuantityLiteral',
  'DateLiteral',
  'DateTimeLiteral',
  'TimeLiteral',
]);

const CONSTANTS = new Set(['resource', 'rootResource', 'context']);

const ALLOWED = say`A patch path consists of element names, [index] and ${namesThat('path')}; inside where() also of ${namesThat('criteria')}, comparisons, and, or, xor, implies, in, contains, | and literals.`;

function namesThat(gives: FunctionRule['gives']): string {
  const names = Object.entries(FUNCTIONS).filter(([, rule]) => rule.gives === gives);
  return names.map(([name]) => `${name}()`).join(', ');
}

/** Limits the recursion below. Real paths have fewer than 200 nodes. */
const MOST_NODES = 1000;

/**
 * @param ast result of `fhirpath.parse`
 * @throws FhirError `invalid-request` when the path has something that is not allowed; `unprocessable` when it returns
 *   a computed value
 */
export function checkAllowed(ast: AstNode, expression: string): void {
  let nodes = 0;

  function visit(node: AstNode, criteria: boolean): void {
    nodes += 1;
    if (nodes > MOST_NODES) throw refused(say`The path has too many parts`, node, say`Write a simpler path.`);
    const children = node.children ?? [];
    switch (node.type) {
      case 'EntireExpression':
      case 'TermExpression':
      case 'InvocationTerm':
      case 'ParenthesizedTerm':
      case 'InvocationExpression':
      case 'UnionExpression':
        for (const child of children) visit(child, criteria);
        return;
      case 'ThisInvocation':
        return;
      case 'MemberInvocation':
        if (plainName(node.text ?? '') in Object.prototype) {
          throw refused(say`\`${quote(node.text ?? '')}\` is not an element name`, node, ALLOWED);
        }
        return;
      case 'IndexInvocation':
        if (!criteria) throw computed('$index', node);
        return;
      case 'IndexerExpression':
        visit(children[0]!, criteria);
        visit(children[1]!, true);
        return;
      case 'TypeExpression':
        if (node.text === 'is' && !criteria) throw computed('is', node);
        visit(children[0]!, criteria);
        return;
      case 'PolarityExpression':
        if (unwrap(children[0]!).type !== 'LiteralTerm') {
          throw refused(say`The operator ${node.text ?? ''} is not allowed here`, node, ALLOWED);
        }
        visit(children[0]!, criteria);
        return;
      case 'LiteralTerm':
        if (!LITERALS.has(children[0]?.type ?? ''))
          throw refused(say`An empty collection is not allowed`, node, ALLOWED);
        if (!criteria) throw computed(node.text ?? '', node);
        return;
      case 'ExternalConstantTerm':
        if (!CONSTANTS.has(constantName(node))) {
          throw refused(say`%${quote(constantName(node))} is not defined here`, node, say`Only %resource may be used.`);
        }
        return;
      case 'FunctionInvocation':
        return visitCall(node, criteria);
    }
    if (!CONDITIONS.has(node.type)) throw refused(notAllowed(node), node, ALLOWED);
    if (!criteria) throw computed(node.text ?? '', node);
    for (const child of children) visit(child, true);
  }

  function visitCall(node: AstNode, criteria: boolean): void {
    const { name, args } = callOf(node);
    if (!Object.hasOwn(FUNCTIONS, name)) {
      throw refused(say`The function ${quote(name)}() is not allowed in a patch path`, node, ALLOWED);
    }
    const { gives, args: bounds, takes } = FUNCTIONS[name]!;
    const [min, max] = bounds;
    if (args.length < min || args.length > max) {
      const wanted = alternatives([...new Set([min, max])].map(String));
      throw refused(
        say`The function ${name}() was given ${argumentCount(args.length)}`,
        node,
        name === 'extension' ? say`It takes 1: extension('<url>').` : say`It takes ${wanted}.`,
      );
    }
    if (gives === 'criteria' && !criteria) throw computed(`${name}()`, node);
    if (takes === 'type') return;
    for (const argument of args) visit(argument, true);
  }

  function refused(what: Message, node: AstNode, hint: Text): Error {
    return unreadable({ text: say`${what}, ${placeOf(node)}.`, hint, expression });
  }

  function computed(what: string, node: AstNode): Error {
    return inapplicable({
      code: 'not-supported',
      text: say`The path returns a computed value (${quote(what)}, ${placeOf(node)}), not an element of the resource.`,
      hint: say`End the path at an element; put conditions inside where().`,
      expression,
    });
  }

  visit(ast, false);
}

/** Name of a `%constant`, which the tree keeps in one of two members. */
export function constantName(node: AstNode): string {
  const delimited = (node as AstNode & { readonly delimitedText?: string }).delimitedText;
  return delimited ?? node.text ?? '';
}

/** The position of a node; one without a position starts where its first child does. */
function placeOf(node: AstNode): Message {
  let at = node;
  while (!at.start && at.children?.[0]) at = at.children[0];
  const { line, column } = at.start ?? { line: 1, column: 1 };
  return placeInPath(line, column);
}

/** Both count from 1. */
export function placeInPath(line: number, column: number): Message {
  return line > 1 ? say`at line ${line}, character ${column}` : say`at character ${column}`;
}

function notAllowed({ type, text = '' }: AstNode): Message {
  return type === 'TotalInvocation' ? say`$total is not allowed` : say`The operator ${quote(text)} is not allowed`;
}
