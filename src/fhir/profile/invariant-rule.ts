import type { ElementDefinition, ElementDefinitionConstraint } from 'fhir/r4';
import { compile } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { isPrimitive, typeDefinition } from '../model/definitions';
import { quote } from '../validation/wording';
import { r4Name } from './canonical';
import type { Item } from './item';
import * as say from './messages';
import { ProfileFault } from './profile-fault';
import type { ItemCheck, ProfileRun } from './profile-run';

type Evaluate = (data: unknown, environment: Record<string, unknown>) => unknown[];

/** R4's own invariants on every element and resource, for snapshots that do not say where a constraint is from. */
const R4_KEYS = new Set(['ele-1', 'ext-1', 'dom-1', 'dom-2', 'dom-3', 'dom-4', 'dom-5', 'dom-6', 'txt-1', 'txt-2']);

/**
 * The FHIRPath invariants a profile adds; those of R4 itself are checked with the rest of R4.
 *
 * @throws ProfileFault an expression cannot be parsed
 */
export function invariantChecks(
  { constraint = [] }: ElementDefinition,
  against: readonly ElementDefinition[],
  profile: string,
): ItemCheck[] {
  const known = new Set(against.flatMap((other) => (other.constraint ?? []).map(({ key }) => key)));
  return constraint.filter((it) => !known.has(it.key) && !isOfR4(it)).flatMap((it) => invariantCheck(it, profile));
}

function isOfR4({ key, source }: ElementDefinitionConstraint): boolean {
  if (source === undefined) return R4_KEYS.has(key);
  const name = r4Name(source) ?? source;
  return isPrimitive(name) || typeDefinition(name) !== undefined;
}

function invariantCheck(
  { key, human, expression, severity }: ElementDefinitionConstraint,
  profile: string,
): ItemCheck[] {
  if (expression === undefined) return [];
  const evaluatorFor = evaluators(expression, key);
  const fault = say.brokenConstraint({ key, human, expression }, severity === 'warning' ? 'warning' : 'error', profile);
  return [
    (run, item) => {
      if (item.value === undefined) return;
      const result = evaluate(evaluatorFor(item), run, item);
      if (result instanceof Error) run.report(say.unevaluated(key, quote(result.message), profile));
      else if (!result) run.report(fault);
    },
  ];
}

/** True when the one result is true, or is an element and no boolean at all (FHIRPath's singleton evaluation). */
function evaluate(evaluator: Evaluate, run: ProfileRun, { value }: Item): boolean | Error {
  try {
    const resource = run.forFhirPath(run.resource);
    const rootResource = run.forFhirPath(run.rootResource);
    const results = evaluator(run.forFhirPath(value!), { resource, rootResource });
    return results.length > 0 && results.every((result) => result !== false);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

const cache = new Map<string, (item: Item) => Evaluate>();

/** The expression compiled for each type of element it is asked of; parsed once whatever the profile. */
function evaluators(expression: string, key: string): (item: Item) => Evaluate {
  const known = cache.get(expression);
  if (known) return known;
  const whole = parsed(expression, key);
  const byType = new Map<string, Evaluate>();
  const evaluatorFor = ({ type, value }: Item): Evaluate => {
    if (typeof value === 'object' && value !== null && 'resourceType' in value) return whole;
    const before = byType.get(type);
    if (before) return before;
    const evaluator = compile({ base: type, expression }, r4, { resolveInternalTypes: true }) as Evaluate;
    byType.set(type, evaluator);
    return evaluator;
  };
  cache.set(expression, evaluatorFor);
  return evaluatorFor;
}

function parsed(expression: string, key: string): Evaluate {
  try {
    return compile(expression, r4, { resolveInternalTypes: true }) as Evaluate;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileFault(`the expression of its constraint ${key} cannot be read (${quote(reason)})`);
  }
}
