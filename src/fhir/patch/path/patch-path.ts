import { isOfType } from '../../model/definitions';
import { LRUCache } from 'lru-cache';
import { type JsonObject } from '../../json/json-value';
import { say, type Message } from '../../messages';
import { quote, unreadable } from '../patch-fault';
import { checkAllowed, constantName, placeInPath } from './allow-list';
import { plainName, stepsOf, type AstNode, type Step } from '../../model/fhirpath-ast';
import { engine } from '../../model/fhirpath-engine';
import { guardText, type PathLimits } from './guard-text';
import { evaluatorOf, type Budget, type Evaluator } from './evaluator';
import { delimitReservedWords } from './reserved-words';
import { rootLocation, type Location } from './location';
import { navigatorOf, type Navigator } from './navigator';

/** A parsed path that has been checked for safety. It can be evaluated on any number of resources. */
export class PatchPath {
  readonly steps: readonly Step[];
  /** The text passed to the engine; offsets of steps refer to it. */
  private readonly source: string;
  private readonly navigate: Navigator | undefined;
  private evaluate: Evaluator | undefined;

  /** Use `compilePath` instead, which also checks the text and caches compiled paths. */
  constructor(
    readonly text: string,
    expression: string,
  ) {
    this.source = delimitReservedWords(text);
    const ast = parseText(this.source, expression);
    checkAllowed(ast, expression);
    this.steps = stepsOf(ast, this.source);
    this.navigate = navigatorOf(this.steps);
  }

  /** The elements of a resource that the path selects, in order. */
  locate(resource: Readonly<JsonObject>, budget: Budget): Location[] {
    budget.begin();
    return this.navigate?.(rootLocation(resource), budget) ?? this.locateByEngine(resource, budget);
  }

  /** The elements that the path selects up to, but not including, a step. */
  locateBefore(step: number, resource: Readonly<JsonObject>, budget: Budget): Location[] {
    budget.begin();
    const navigate = navigatorOf(this.steps.slice(0, step));
    return navigate?.(rootLocation(resource), budget) ?? this.before(step).locate(resource, budget);
  }

  /** Like `locate`, but always uses the fhirpath engine; the reference for the fast path. */
  locateByEngine(resource: Readonly<JsonObject>, budget: Budget): Location[] {
    this.evaluate ??= evaluatorOf(this.source);
    return this.evaluate(resource, rootLocation(resource), budget);
  }

  /** True when the path's own steps need no engine. */
  get plain(): boolean {
    return this.navigate !== undefined;
  }

  /** The name that a path ends in, such as `telecom` in `Organization.telecom`; undefined when it ends otherwise. */
  get lastName(): string | undefined {
    const last = this.steps.at(-1)!;
    return last.kind === 'member' || (last.kind === 'head' && last.node.type === 'MemberInvocation')
      ? plainName(last.node.text!)
      : undefined;
  }

  /**
   * The path up to, but not including, a step. `where(true)` replaces the step: it returns its input unchanged, so dots
   * and line breaks before the step do no harm.
   */
  before(step: number): PatchPath {
    const { kind, offset } = this.steps[step]!;
    const kept = this.source.slice(0, offset);
    return cached(kind === 'index' ? kept : kind === 'head' ? '$this' : `${kept}where(true)`, '');
  }

  /** The client's text up to a step. */
  textBefore(step: number): string {
    return this.source.slice(0, this.steps[step]!.offset).replace(/[\s.]+$/, '');
  }

  /**
   * The first-level element that the path starts with; undefined when there is none (the path is the resource itself)
   * or when it does not follow from the text alone.
   */
  firstName(resourceType: string): string | undefined {
    if (this.looksElsewhere) return undefined;
    const [head, next] = this.steps;
    const name = head!.node.type === 'MemberInvocation' ? plainName(head!.node.text!) : undefined;
    if (name !== undefined && !isOfType(resourceType, name)) return name;
    return next?.kind === 'member' ? plainName(next.node.text!) : undefined;
  }

  /** True when the path selects the resource itself. */
  isRoot(resourceType: string): boolean {
    const { node } = this.steps[0]!;
    if (this.steps.length > 1 || holdsMore(node)) return false;
    return node.type !== 'MemberInvocation' || isOfType(resourceType, plainName(node.text!));
  }

  /** Whether a criterion refers to the resource as a whole. */
  private get looksElsewhere(): boolean {
    return (
      this.steps.some(({ kind, node }) => kind !== 'head' && holdsConstant(node)) || holdsMore(this.steps[0]!.node)
    );
  }
}

function holdsConstant(node: AstNode): boolean {
  return node.type === 'ExternalConstantTerm' || (node.children ?? []).some(holdsConstant);
}

/** Whether a head is more than a name, such as a union or a parenthesized expression. */
function holdsMore(node: AstNode): boolean {
  if (node.type === 'ExternalConstantTerm') return constantName(node) !== 'resource';
  return node.type !== 'MemberInvocation' && node.type !== 'ThisInvocation';
}

/** The keys are texts from clients, so the cache is bounded. */
const cache = new LRUCache<string, PatchPath>({ max: 500 });

/**
 * Parses and checks a path.
 * @param expression position of the text in the request, for reporting faults
 * @throws FhirError `invalid-request` when it is not FHIRPath, is too long, or has something not allowed in a patch
 *   path; `unprocessable` when it returns a computed value
 */
export function compilePath(text: string, limits: PathLimits, expression: string): PatchPath {
  guardText(text, limits, expression);
  return cached(text, expression);
}

function cached(text: string, expression: string): PatchPath {
  const known = cache.get(text);
  if (known) return known;
  const path = new PatchPath(text, expression);
  cache.set(text, path);
  return path;
}

/** `<recognizer, token, line from 1, column from 0>`; the token is null when a character starts no token. */
type ParserFault = readonly [unknown, { readonly text: string } | null, number, number, ...unknown[]];

/** What the parser throws; `errors` is absent when the parser itself failed. */
interface SyntaxFault extends Error {
  readonly errors?: readonly ParserFault[];
}

function parseText(text: string, expression: string): AstNode {
  try {
    return engine().parse(text) as AstNode;
  } catch (cause) {
    const [, operator] = DOUBLED.exec(text) ?? [];
    throw unreadable({
      text: notFhirPath(text, (cause as SyntaxFault).errors?.[0]),
      hint:
        operator === undefined
          ? say`Put strings in single quotes, and close every parenthesis and bracket.`
          : say`The word ${operator} occurs twice in a row; remove one.`,
      expression,
    });
  }
}

/** A common editing mistake that is hard to see in a long path. */
const DOUBLED = /\b(and|or|xor|implies)\s+\1\b/;

function notFhirPath(text: string, fault: ParserFault | undefined): Message {
  const shown = quote(text);
  if (!fault) return say`The path \`${shown}\` is not FHIRPath.`;
  const [, token, line, column] = fault;
  const found = token?.text ?? text.split('\n')[line - 1]!.charAt(column);
  if (found === '<EOF>') return say`The path \`${shown}\` is not FHIRPath: it ends too early.`;
  return say`The path \`${shown}\` is not FHIRPath: unexpected \`${quote(found)}\` ${placeInPath(line, column + 1)}.`;
}
