import { alternatives, say, type Message, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { argumentCount } from '../counts';
import { guess, quote } from '../patch-fault';
import type { XmlPatchLimits } from './xml-patch-options';
import {
  NODE_FUNCTIONS,
  SELECTOR_FUNCTIONS,
  type Expression,
  type NameTest,
  type NodeTest,
  type Operator,
  type SelectorFunction,
  type Step,
} from './selector-ast';

/** Why a text is not a valid selector; `readXmlPatch` adds the position. */
export class SelectorFault extends Error {
  /** @param what a verb phrase that follows the selector */
  constructor(
    readonly what: Message,
    readonly hint: Text,
  ) {
    super(String(what));
  }
}

/**
 * Resolves a namespace prefix.
 * @param prefix empty for a name without a prefix
 * @returns undefined when the prefix is not declared
 */
export type ResolvePrefix = (prefix: string) => string | undefined;

interface Token {
  readonly text: string;
  readonly kind: 'name' | 'literal' | 'number' | 'sign' | 'end';
  readonly at: number;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.\-]*`;
const TOKEN = new RegExp(
  String.raw`\s+|(?<name>${NAME}(?::(?!:)(?:${NAME}|\*))?)|(?<literal>"[^"]*"|'[^']*')|(?<number>\d+(?:\.\d+)?)|(?<sign>\/\/|\.\.|::|!=|<=|>=|[/.@*[\]()=<>+\-,|$])`,
  'uy',
);

/** Operators by precedence, lowest first. */
const LEVELS: readonly (readonly Operator[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-']];

/**
 * Parses a selector: the subset of XPath 1.0 that RFC 5261 allows (appendix A), plus `//`, `or` and a few functions.
 * Axes have abbreviated forms only; parent steps, `|` and variables are not supported.
 *
 * @throws SelectorFault
 */
export function parseSelector(text: string, resolve: ResolvePrefix, limits: XmlPatchLimits): readonly Step[] {
  if (text.length > limits.selectorLength) {
    throw new SelectorFault(say`has ${text.length} characters`, say`At most ${limits.selectorLength} are read.`);
  }
  return new SelectorParser(tokensOf(text), resolve, limits).selector();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found)
      throw new SelectorFault(say`has an unexpected ${quote(text.slice(at, at + 1))} at character ${at + 1}`, EXAMPLE);
    const { name, literal, number } = found.groups!;
    const kind = name ? 'name' : literal ? 'literal' : number ? 'number' : 'sign';
    if (found[0].trim() !== '') tokens.push({ text: found[0], kind, at });
  }
  tokens.push({ text: '', kind: 'end', at: text.length });
  return tokens;
}

const EXAMPLE = say`Write /Organization/telecom[system/@value='phone']/value/@value.`;

/** XPath syntax that selectors do not support, with the hint for each. */
const REFUSED: Readonly<Record<string, Message>> = {
  '::': say`Axes are written in their short forms: a name for child, @name for attribute, // for descendants.`,
  '..': say`A selector can only go down; put conditions on a parent into a predicate of that parent.`,
  '|': say`A selector names one node; write one operation for each node.`,
  $: say`Selectors have no variables; write the value itself.`,
  '*': say`Selectors have no multiplication.`,
};

class SelectorParser {
  private next = 0;
  private steps = 0;
  private predicates = 0;
  private nesting = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly resolve: ResolvePrefix,
    private readonly limits: XmlPatchLimits,
  ) {}

  selector(): Step[] {
    const below = this.take('//');
    if (!below) this.take('/');
    if (this.atEnd()) throw new SelectorFault(say`does not name a node`, EXAMPLE);
    const steps = this.path(below);
    if (!this.atEnd()) throw this.unexpected();
    return steps;
  }

  private atEnd(): boolean {
    return this.token.kind === 'end';
  }

  private get token(): Token {
    return this.tokens[this.next]!;
  }

  private take(sign: string): boolean {
    const found = this.token.text === sign && this.token.kind !== 'literal';
    if (found) this.next += 1;
    return found;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.unexpected();
  }

  private unexpected(): SelectorFault {
    const { text, at, kind } = this.token;
    if (kind === 'end') return new SelectorFault(say`ends too early`, EXAMPLE);
    const hint = Object.hasOwn(REFUSED, text) ? REFUSED[text]! : EXAMPLE;
    return new SelectorFault(say`has an unexpected ${quote(text)} at character ${at + 1}`, hint);
  }

  private path(below: boolean): Step[] {
    const steps: Step[] = [];
    for (let descends = below; ;) {
      const step = this.step(descends);
      steps.push(step);
      descends = this.take('//');
      if (!descends && !this.take('/')) return steps;
      const { kind } = step.node;
      if (kind === 'attribute' || kind === 'text') {
        throw new SelectorFault(
          kind === 'text' ? say`continues after text()` : say`continues after an attribute`,
          say`Nothing is below it.`,
        );
      }
    }
  }

  private step(below: boolean): Step {
    this.steps += 1;
    if (this.steps > this.limits.steps) {
      throw new SelectorFault(say`has more than ${this.limits.steps} steps`, say`Address the node by a shorter path.`);
    }
    const node = this.nodeTest();
    const predicates: Expression[] = [];
    while (this.take('[')) {
      this.predicates += 1;
      if (this.predicates > this.limits.predicates) {
        throw new SelectorFault(
          say`has more than ${this.limits.predicates} predicates`,
          say`Write a simpler selector.`,
        );
      }
      predicates.push(this.nested(() => this.expression()));
      this.expect(']');
    }
    const last = this.tokens[this.next - 1]!;
    return { node, below, predicates, end: last.at + last.text.length };
  }

  private nested<T>(read: () => T): T {
    this.nesting += 1;
    if (this.nesting > this.limits.nesting)
      throw new SelectorFault(say`has brackets nested too deeply`, say`Write a simpler selector.`);
    const result = read();
    this.nesting -= 1;
    return result;
  }

  private nodeTest(): NodeTest {
    if (this.take('.')) return { kind: 'self' };
    if (this.take('@')) {
      const { text } = this.token;
      if (!this.take('*')) this.name();
      return { kind: 'attribute', name: text === '*' ? undefined : text };
    }
    if (this.take('*')) return { kind: 'element', test: { namespace: undefined, name: undefined } };
    const { text } = this.token;
    this.name();
    if (this.take('(')) {
      if (text !== 'text' && text !== 'node') throw this.noFunction(text, say`does not stand for a node in a selector`);
      this.expect(')');
      return { kind: text };
    }
    return { kind: 'element', test: this.nameTest(text) };
  }

  private name(): void {
    if (this.token.kind !== 'name') throw this.unexpected();
    this.next += 1;
    if (this.token.text === '::') throw this.unexpected();
  }

  private nameTest(text: string): NameTest {
    const colon = text.indexOf(':');
    const prefix = text.slice(0, Math.max(0, colon));
    const name = text.slice(colon + 1);
    const namespace = this.resolve(prefix);
    if (namespace === undefined) {
      throw new SelectorFault(
        say`uses the prefix ${quote(prefix)}, which is not declared`,
        say`Write xmlns:${quote(prefix)}="…" on <diff>.`,
      );
    }
    return { namespace, name: name === '*' ? undefined : name };
  }

  private expression(level = 0): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.value();
    let left = this.expression(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.take(each));
      if (!operator) return left;
      left = { kind: 'operation', operator, left, right: this.expression(level + 1) };
    }
  }

  private value(): Expression {
    const { kind, text } = this.token;
    if (kind === 'literal' || kind === 'number') {
      this.next += 1;
      return { kind: 'literal', value: kind === 'number' ? Number(text) : text.slice(1, -1) };
    }
    if (this.take('(')) {
      const inner = this.nested(() => this.expression());
      this.expect(')');
      return inner;
    }
    const called = this.tokens[this.next + 1]?.text === '(';
    if (kind === 'name' && called && text !== 'text' && text !== 'node') return this.call(text);
    return { kind: 'path', steps: this.path(false) };
  }

  private call(text: string): Expression {
    if (!Object.hasOwn(SELECTOR_FUNCTIONS, text))
      throw this.noFunction(text, say`is not a function that a selector may use`);
    const name = text as SelectorFunction;
    this.next += 2;
    const args: Expression[] = [];
    this.nested(() => {
      if (this.take(')')) return;
      do args.push(this.expression());
      while (this.take(','));
      this.expect(')');
    });
    const [least, most] = SELECTOR_FUNCTIONS[name];
    if (args.length < least || args.length > most) {
      const count = alternatives([...new Set([least, most])].map(String));
      throw new SelectorFault(say`gives ${name}() ${argumentCount(args.length)}`, say`It takes ${count}.`);
    }
    if (NODE_FUNCTIONS.has(name) && args.some((argument) => argument.kind !== 'path')) {
      throw new SelectorFault(say`gives ${name}() a value that is not a path`, say`Write ${name}(telecom).`);
    }
    return { kind: 'call', name, args };
  }

  private noFunction(name: string, what: Message): SelectorFault {
    const names = Object.keys(SELECTOR_FUNCTIONS);
    const meant = nearest(name, names);
    const list = names.map((each) => `${each}()`).join(', ');
    return new SelectorFault(
      say`has ${quote(name)}(), which ${what}`,
      guess(
        meant && meant !== name ? `${meant}()` : undefined,
        say`Predicates can use ${list}; steps can use text() and node().`,
      ),
    );
  }
}
