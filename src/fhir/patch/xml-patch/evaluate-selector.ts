import { say } from '../../messages';
import { inapplicable } from '../patch-fault';
import type { Expression, NodeTest, Operator, SelectorFunction, Step } from './selector-ast';
import { textOf, type XmlAttribute, type XmlElement, type XmlNode } from './xml-tree';

export type Match = XmlNode | XmlAttribute;

type Value = readonly Match[] | string | number | boolean;

type ComparisonOperator = Exclude<Operator, 'or' | 'and' | '+' | '-'>;

interface Context {
  readonly node: Match;
  readonly position: number;
  readonly size: number;
}

/**
 * Evaluates selectors, with XPath 1.0 semantics, on a tree and counts the nodes visited. The selectors of one patch
 * share an evaluator, which limits the cost of a malicious patch.
 */
export class SelectorEvaluator {
  private visited = 0;

  /** @param visits maximum number of nodes visited; every hundred characters of text count as one */
  constructor(private readonly visits: number) {}

  /**
   * @returns the selected nodes, each once
   * @throws FhirError `unprocessable` when the limit is exceeded
   */
  select(document: XmlElement, steps: readonly Step[]): readonly Match[] {
    return this.follow([document], steps);
  }

  private visit(count = 1): void {
    this.visited += count;
    if (this.visited <= this.visits) return;
    throw inapplicable({
      code: 'too-costly',
      text: say`the selectors of the patch examine more than ${this.visits} nodes.`,
      hint: say`Address nodes by their path from the root element, without //, or split the patch.`,
    });
  }

  private follow(from: readonly Match[], steps: readonly Step[]): readonly Match[] {
    return steps.reduce((nodes, step) => this.step(nodes, step), from);
  }

  private step(from: readonly Match[], { node: test, below, predicates }: Step): readonly Match[] {
    const starts = below ? this.withDescendants(from) : from;
    const found = starts.flatMap((start) =>
      predicates.reduce<readonly Match[]>(
        (nodes, predicate) => this.filter(nodes, predicate),
        this.candidates(start, test),
      ),
    );
    return below ? unique(found) : found;
  }

  private withDescendants(from: readonly Match[]): readonly Match[] {
    const found: Match[] = [];
    const add = (node: Match): void => {
      this.visit();
      found.push(node);
      if (node.kind === 'element') node.children.forEach(add);
    };
    from.forEach(add);
    return unique(found);
  }

  private candidates(start: Match, test: NodeTest): readonly Match[] {
    this.visit();
    if (test.kind === 'self') return [start];
    if (start.kind !== 'element') return [];
    if (test.kind === 'attribute') {
      this.visit(start.attributes.size);
      const all = Array.from(start.attributes, ([name, value]): XmlAttribute => ({
        kind: 'attribute',
        owner: start,
        name,
        value,
      }));
      return test.name === undefined ? all : all.filter(({ name }) => name === test.name);
    }
    this.visit(start.children.length);
    return start.children.filter((child) => fits(child, test));
  }

  private filter(nodes: readonly Match[], predicate: Expression): readonly Match[] {
    if (predicate.kind === 'literal' && typeof predicate.value === 'number') return this.at(nodes, predicate.value);
    return nodes.filter((node, index) => {
      this.visit();
      const value = this.evaluate(predicate, { node, position: index + 1, size: nodes.length });
      return typeof value === 'number' ? value === index + 1 : toBoolean(value);
    });
  }

  /** `[3]` is a direct lookup. */
  private at(nodes: readonly Match[], position: number): readonly Match[] {
    this.visit();
    const node = nodes[position - 1];
    return node === undefined ? [] : [node];
  }

  private evaluate(expression: Expression, context: Context): Value {
    this.visit();
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'path':
        return this.follow([context.node], expression.steps);
      case 'call':
        return this.call(expression.name, expression.args, context);
      case 'operation':
        return this.operation(expression.operator, expression.left, expression.right, context);
    }
  }

  private operation(operator: Operator, left: Expression, right: Expression, context: Context): Value {
    const one = this.evaluate(left, context);
    if (operator === 'or') return toBoolean(one) || toBoolean(this.evaluate(right, context));
    if (operator === 'and') return toBoolean(one) && toBoolean(this.evaluate(right, context));
    const other = this.evaluate(right, context);
    if (operator === '+') return this.toNumber(one) + this.toNumber(other);
    if (operator === '-') return this.toNumber(one) - this.toNumber(other);
    return this.compare(operator, one, other);
  }

  /** XPath 3.4: a comparison with a node set is true if it is true for one node. */
  private compare(operator: ComparisonOperator, one: Value, other: Value): boolean {
    const compares = COMPARISONS[operator];
    const boolean = typeof one === 'boolean' || typeof other === 'boolean';
    const numbers = typeof one === 'number' || typeof other === 'number' || /[<>]/.test(operator);
    const atoms = (value: Value): readonly (string | number | boolean)[] => {
      if (boolean) return [toBoolean(value)];
      return numbers ? this.atoms(value).map(toNumber) : this.atoms(value);
    };
    const others = atoms(other);
    return atoms(one).some((left) => {
      this.visit(others.length);
      return others.some((right) => compares(left, right));
    });
  }

  private atoms(value: Value): readonly (string | number | boolean)[] {
    return isNodes(value) ? value.map((node) => this.stringOf(node)) : [value];
  }

  private call(name: SelectorFunction, args: readonly Expression[], context: Context): Value {
    const text = (index: number): string =>
      this.toText(args[index] ? this.evaluate(args[index], context) : [context.node]);
    switch (name) {
      case 'not':
        return !toBoolean(this.evaluate(args[0]!, context));
      case 'position':
        return context.position;
      case 'last':
        return context.size;
      case 'count':
        return (this.evaluate(args[0]!, context) as readonly Match[]).length;
      case 'contains':
        return text(0).includes(text(1));
      case 'starts-with':
        return text(0).startsWith(text(1));
      case 'string-length':
        return Array.from(text(0)).length;
      case 'normalize-space':
        return text(0).trim().replace(/\s+/g, ' ');
      case 'local-name': {
        const [first] = args[0] ? (this.evaluate(args[0], context) as readonly Match[]) : [context.node];
        return first === undefined || first.kind === 'text' ? '' : first.name.slice(first.name.indexOf(':') + 1);
      }
    }
  }

  private toText(value: Value): string {
    if (!isNodes(value)) return String(value);
    return value[0] ? this.stringOf(value[0]) : '';
  }

  private toNumber(value: Value): number {
    return isNodes(value) ? toNumber(this.toText(value)) : toNumber(value);
  }

  private stringOf(node: Match): string {
    if (node.kind === 'element') this.visit(sizeOf(node));
    const text = node.kind === 'element' ? textOf(node) : node.kind === 'text' ? node.text : node.value;
    this.visit(Math.ceil(text.length / 100));
    return text;
  }
}

function isNodes(value: Value): value is readonly Match[] {
  return Array.isArray(value);
}

function fits(child: XmlNode, test: Exclude<NodeTest, { kind: 'attribute' | 'self' }>): boolean {
  if (test.kind !== 'element') return test.kind === 'node' || child.kind === 'text';
  if (child.kind !== 'element') return false;
  const { namespace = child.namespace, name = child.name } = test.test;
  return child.namespace === namespace && child.name === name;
}

/** Attribute objects are created per lookup, but each element is visited once, so attributes cannot repeat. */
function unique(nodes: readonly Match[]): readonly Match[] {
  return [...new Set(nodes)];
}

function sizeOf(element: XmlElement): number {
  return element.children.reduce((size, child) => size + (child.kind === 'element' ? sizeOf(child) : 1), 1);
}

function toBoolean(value: Value): boolean {
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return typeof value === 'boolean' ? value : value.length > 0;
}

/** Accepts plain decimal digits only, as XPath does: no exponent, no hexadecimal. */
function toNumber(value: string | number | boolean): number {
  if (typeof value !== 'string') return Number(value);
  const digits = value.trim();
  return /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(digits) ? Number(digits) : NaN;
}

type Comparison = (left: string | number | boolean, right: string | number | boolean) => boolean;

const COMPARISONS: Readonly<Record<ComparisonOperator, Comparison>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};
