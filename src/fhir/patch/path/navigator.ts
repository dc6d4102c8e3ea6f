import { isOfType, isPrimitive, primitiveDefinition } from '../../model/definitions';
import type { Budget } from './evaluator';
import { isStringLike } from '../values/primitive-syntax';
import { constantName } from './allow-list';
import {
  callOf,
  plainName,
  stepsOf,
  stringLiteral,
  unwrapGroup,
  wholeNumber,
  type AstNode,
  type Step,
} from '../../model/fhirpath-ast';
import { childrenOf, type Location } from './location';

/**
 * Selects the elements of a path directly in the JSON.
 * @returns undefined when the elements found require the FHIRPath engine
 * @throws FhirError `unprocessable` when the budget is used up
 */
export type Navigator = (root: Location, budget: Budget) => Location[] | undefined;

type Move = (from: readonly Location[], budget: Budget) => Location[] | undefined;
/** Returns undefined when it cannot decide. */
type Test = (item: Location, budget: Budget) => boolean | undefined;

/**
 * Compiles a plain path (names, `[2]`, `first()`, `last()`, `extension('url')`, `where()` with equalities and
 * `exists()`) to a chain of small functions on the JSON. This is many times faster than evaluation; a property test
 * checks that the results are those of the engine.
 *
 * @returns undefined when the path is not plain
 */
export function navigatorOf(steps: readonly Step[]): Navigator | undefined {
  const [head, ...rest] = steps;
  const start = head && headMove(head.node);
  const moves = rest.map(moveOf);
  if (!start || !moves.every((move) => move !== undefined)) return undefined;
  return (root, budget) => moved(start(root), moves, budget);
}

function moved(from: Location[], moves: readonly Move[], budget: Budget): Location[] | undefined {
  let found: Location[] | undefined = from;
  for (const move of moves) {
    found = move(found, budget);
    if (found === undefined) return undefined;
  }
  return found;
}

function headMove(node: AstNode): ((root: Location) => Location[]) | undefined {
  if (node.type === 'ThisInvocation') return (root) => [root];
  if (node.type === 'ExternalConstantTerm') return constantName(node) === 'resource' ? (root) => [root] : undefined;
  if (node.type !== 'MemberInvocation') return undefined;
  const name = plainName(node.text!);
  return (root) => (isOfType(root.type, name) ? [root] : childrenOf(root, name));
}

function moveOf({ kind, node }: Step): Move | undefined {
  if (kind === 'member') return memberMove(plainName(node.text!));
  if (kind === 'index') return indexMove(node);
  if (kind === 'function') return functionMove(node);
  return undefined;
}

function memberMove(name: string): Move {
  return (from, budget) => {
    const found =
      from.length === 1 ? childrenOf(from[0]!, name) : from.flatMap((location) => childrenOf(location, name));
    budget.visit(from.length + found.length);
    return found;
  };
}

function indexMove(node: AstNode): Move | undefined {
  const index = wholeNumber(node);
  return index === undefined ? undefined : (from) => from.slice(index, index + 1);
}

function functionMove(node: AstNode): Move | undefined {
  const { name, args } = callOf(node);
  if (name === 'first') return (from) => from.slice(0, 1);
  if (name === 'last') return (from) => from.slice(-1);
  if (name === 'where') return whereMove(args[0]!);
  const url = name === 'extension' ? stringLiteral(args[0]!) : undefined;
  if (!url) return undefined;
  return (from, budget) => from.flatMap((location) => extensions(location, url, budget));
}

function extensions(location: Location, url: string, budget: Budget): Location[] {
  const all = childrenOf(location, 'extension');
  budget.visit(1 + all.length);
  return all.filter(({ value }) => (value as { url?: unknown } | undefined)?.url === url);
}

function whereMove(criteria: AstNode): Move | undefined {
  const test = testOf(criteria);
  if (!test) return undefined;
  return (from, budget) => {
    const kept: Location[] = [];
    for (const item of from) {
      budget.visit(1);
      const passes = test(item, budget);
      if (passes === undefined) return undefined;
      if (passes) kept.push(item);
    }
    return kept;
  };
}

function testOf(criteria: AstNode): Test | undefined {
  const node = unwrapGroup(criteria);
  const [left, right] = node.children ?? [];
  if (node.type === 'AndExpression') return both(testOf(left!), testOf(right!));
  if (node.type === 'OrExpression' && node.text === 'or') return either(testOf(left!), testOf(right!));
  if (node.type === 'EqualityExpression' && node.text === '=') return equalTest(left!, right!);
  return existsTest(node);
}

function both(left: Test | undefined, right: Test | undefined): Test | undefined {
  return left && right && combine(left, right, (one, other) => one && other);
}

function either(left: Test | undefined, right: Test | undefined): Test | undefined {
  return left && right && combine(left, right, (one, other) => one || other);
}

/** Evaluates both sides, like the engine: either one may need the engine to decide. */
function combine(left: Test, right: Test, join: (one: boolean, other: boolean) => boolean): Test {
  return (item, budget) => {
    const one = left(item, budget);
    const other = right(item, budget);
    return one === undefined || other === undefined ? undefined : join(one, other);
  };
}

function equalTest(left: AstNode, right: AstNode): Test | undefined {
  const wanted = stringLiteral(right);
  const navigate = relativeNavigator(left);
  if (wanted === undefined || !navigate) return undefined;
  return (item, budget) => {
    budget.visit(1);
    const found = navigate(item, budget);
    if (!found) return undefined;
    const [only] = found;
    if (!only || found.length > 1) return false;
    // Dates, quantities and some other types have comparison rules of their own.
    if (!isPrimitive(only.type) || primitiveDefinition(only.type)!.json !== 'string' || !isStringLike(only.type)) {
      return undefined;
    }
    return only.value === wanted;
  };
}

function existsTest(node: AstNode): Test | undefined {
  const [left, right] = node.children ?? [];
  if (node.type !== 'InvocationExpression' || right?.type !== 'FunctionInvocation') return undefined;
  const { name, args } = callOf(right);
  const navigate = relativeNavigator(left!);
  if (name !== 'exists' || !navigate) return undefined;
  const filter = args[0] ? whereMove(args[0]) : undefined;
  if (args[0] && !filter) return undefined;
  return (item, budget) => {
    const found = navigate(item, budget);
    const kept = found && filter ? filter(found, budget) : found;
    return kept && kept.length > 0;
  };
}

/** A path relative to the item that a criterion is evaluated on. */
function relativeNavigator(expression: AstNode): Navigator | undefined {
  const steps = stepsOf(expression, '');
  const [head, ...rest] = steps;
  const node = head!.node;
  // A capitalised name may be a type name, which stands for the item itself instead of a child.
  const isChild = node.type === 'MemberInvocation' && /^[a-z]/.test(plainName(node.text!));
  if (!isChild && node.type !== 'ThisInvocation') return undefined;
  const first: Step[] = isChild ? [{ kind: 'member', node, offset: 0 }] : [];
  const moves = [...first, ...rest].map(moveOf);
  if (!moves.every((move) => move !== undefined)) return undefined;
  return (item, budget) => moved([item], moves, budget);
}
