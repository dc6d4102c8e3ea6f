import { isJsonObject, type JsonValue } from '../json/json-value';
import { say, type Text } from '../messages';
import { engine, r4 } from '../model/fhirpath-engine';
import { fhirPathInput } from '../model/fhirpath-input';
import { plainPath } from '../validation/expression/plain-path';
import { quote } from '../validation/wording';
import type { Item } from './item';
import { ProfileFault } from './profile-fault';
import type { ProfileRun } from './profile-run';

export type Evaluate = (data: unknown, environment: Record<string, unknown>) => unknown[];

/** Options to evaluate conditions on values. */
const VALUES = { resolveInternalTypes: true, preciseMath: true };

/** A compiled FHIRPath condition that can be evaluated on elements of any type. */
export class Condition {
  private static readonly known = new Map<string, Condition>();
  private compiled: Evaluate | undefined;
  private readonly byType = new Map<string, Evaluate>();

  /**
   * Parses an expression. Each is parsed only once, whichever profiles use it.
   *
   * @param what owner of the expression, for the fault: `its constraint c-1`
   * @throws ProfileFault when it cannot be parsed
   */
  static read(expression: string, what: Text): Condition {
    const known = Condition.known.get(expression);
    if (known) return known;
    const condition = readable(what, () => new Condition(expression));
    Condition.known.set(expression, condition);
    return condition;
  }

  private readonly expression: string;

  private constructor(expression: string) {
    this.expression = withTypesOfFhir(expression);
    // What is plainly FHIRPath need not load the engine, which only a server that validates against profiles needs.
    if (!plainPath(this.expression)) this.compiled = compiledFor(this.expression);
  }

  private get whole(): Evaluate {
    return (this.compiled ??= compiledFor(this.expression));
  }

  /** @returns an Error when the expression cannot be evaluated here */
  holds(run: ProfileRun, item: Pick<Item, 'value' | 'type'>): boolean | Error {
    return attempt(() => isTrue(this.evaluatorFor(item)(fhirPathInput(item.value), environmentOf(run, item.value))));
  }

  /** The same for a node of the FHIRPath engine, which knows its type; with named variables. */
  holdsForNode(run: ProfileRun, node: unknown, variables: Record<string, unknown>): boolean | Error {
    return attempt(() => isTrue(this.whole(node, { ...environmentOf(run), ...variables })));
  }

  private evaluatorFor({ type, value }: Pick<Item, 'value' | 'type'>): Evaluate {
    if (typeof value === 'object' && value !== null && 'resourceType' in value) return this.whole;
    let evaluator = this.byType.get(type);
    if (!evaluator) {
      evaluator = compiledFor({ base: type, expression: this.expression });
      this.byType.set(type, evaluator);
    }
    return evaluator;
  }
}

function compiledFor(path: Parameters<ReturnType<typeof engine>['compile']>[0]): Evaluate {
  return engine().compile(path, r4(), VALUES) as Evaluate;
}

/**
 * The variables `%resource` and `%rootResource`.
 *
 * @param asked the value being checked; a resource is its own `%resource`, even when it is nested in another one
 */
export function environmentOf(run: ProfileRun, asked?: JsonValue): Record<string, unknown> {
  const resource = isJsonObject(asked) && typeof asked.resourceType === 'string' ? asked : run.resource;
  return { resource: fhirPathInput(resource), rootResource: fhirPathInput(run.rootResource) };
}

const TYPE_TEST =
  /'(?:[^'\\]|\\.)*'|`[^`]*`|\b(is|as|ofType)(\s+|\s*\(\s*)(String|Boolean|Integer|Decimal|DateTime|Date|Time)\b/g;

/** In R4's own profiles `as String` means FHIR's string, which the engine knows by its FHIR name. */
function withTypesOfFhir(expression: string): string {
  return expression.replace(TYPE_TEST, (all: string, operator?: string, between?: string, type?: string) =>
    operator === undefined ? all : operator + between + type!.charAt(0).toLowerCase() + type!.slice(1),
  );
}

/** @throws ProfileFault when the text is not FHIRPath */
export function readable<T>(what: Text, read: () => T): T {
  const result = attempt(read);
  if (!(result instanceof Error)) return result;
  throw new ProfileFault(say`the expression of ${what} cannot be read (${quote(result.message)})`);
}

/** The result, or the Error that was thrown. */
export function attempt<T>(evaluation: () => T): T | Error {
  try {
    return evaluation();
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** True when the single result is true, or is not a boolean (FHIRPath's singleton evaluation). */
function isTrue(results: readonly unknown[]): boolean {
  return results.length > 0 && results.every((result) => result !== false);
}
