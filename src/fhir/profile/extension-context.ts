import type { StructureDefinition, StructureDefinitionContext } from 'fhir/r4';
import type { JsonValue } from '../json/json-value';
import { say, type Text } from '../messages';
import { engine, r4 } from '../model/fhirpath-engine';
import { fhirPathInput } from '../model/fhirpath-input';
import { primitiveDefinition, typeDefinition } from '../model/definitions';
import { quote } from '../validation/wording';
import { parseCanonical, r4Name } from './canonical';
import type { CompilerContext } from './compiler-context';
import { attempt, Condition, environmentOf, readable, type Evaluate } from './expression';
import * as faults from './faults';
import { bareName } from './element-node';
import type { ProfileRun } from './profile-run';

/** An element that may have extensions, and the elements around it. */
export interface Place {
  /** Its R4 type; a backbone element's is its path: `Organization.contact`. */
  readonly type: string;
  /** Its name without `[x]`; undefined for the outermost resource. */
  readonly name: string | undefined;
  /** Its index in a list. */
  readonly index: number | undefined;
  /** Undefined for a primitive that has only extensions. */
  readonly value: JsonValue | undefined;
  readonly around: Place | undefined;
}

/** Checks where an extension is used; the run is at the extension, and `index` is its index in its parent's list. */
export type PlaceCheck = (run: ProfileRun, place: Place, index: number) => void;

/** One `context` of a definition. */
interface Context {
  readonly words: Text;
  readonly allows: (run: ProfileRun, place: Place) => boolean | Error;
}

/**
 * Compiles where extensions of a definition may be used (R4 defining-extensions.html#context), and the conditions
 * there.
 *
 * @returns undefined when they may be used anywhere, or when that cannot be determined, which is recorded as a warning
 * @throws ProfileFault when an expression is not FHIRPath
 */
export function placeCheck(definition: StructureDefinition, { warn }: CompilerContext): PlaceCheck | undefined {
  const { url } = definition;
  const contexts = (definition.context ?? []).map((context) => {
    const read = readContext(context);
    if (!read) warn(`where it may stand is not checked: the context ${context.type}:${context.expression}`);
    return read;
  });
  const known = contexts.filter((context) => context !== undefined);
  // A context that cannot be interpreted may allow the place, so the other contexts must not refuse it.
  const places = known.length === contexts.length ? known : [];
  const conditions = (definition.contextInvariant ?? []).map((expression) => {
    return { expression, condition: Condition.read(expression, say`its context invariant`) };
  });
  if (places.length === 0 && conditions.length === 0) return undefined;
  const misplaced = faults.misplacedExtension(
    url,
    places.map(({ words }) => words),
  );
  return (run, place, index) => {
    const allowed = places.length === 0 || isAllowed(run, place, places);
    if (allowed instanceof Error) return run.report(faults.unevaluatedContext(url, quote(allowed.message)));
    if (!allowed) return run.report(misplaced);
    for (const { expression, condition } of conditions) {
      const holds = holdsAt(run, place, index, condition);
      if (holds instanceof Error) run.report(faults.unevaluatedContext(url, quote(holds.message)));
      else if (!holds) run.report(faults.unfitExtension(url, expression));
    }
  };
}

/** An Error only when no other context allows the place. */
function isAllowed(run: ProfileRun, place: Place, contexts: readonly Context[]): boolean | Error {
  let answer: boolean | Error = false;
  for (const { allows } of contexts) {
    const allowed = allows(run, place);
    if (allowed === true) return true;
    if (allowed instanceof Error) answer = allowed;
  }
  return answer;
}

/** Undefined when it names something unknown. */
function readContext({ type, expression }: StructureDefinitionContext): Context | undefined {
  if (type === 'element') return elementContext(expression);
  if (type === 'fhirpath') return pathContext(expression);
  const { url } = parseCanonical(expression);
  return {
    words: say`the extension ${url}`,
    allows: (_, { type: outer, value }) => outer === 'Extension' && (value as { url?: unknown }).url === url,
  };
}

const ANY_ELEMENT = 'Element';

/** A type, or the id of an element defined by R4: `ContactPoint`, `Address.line`, `Organization.contact`. */
function elementContext(expression: string): Context | undefined {
  const [type = '', ...names] = idOf(expression).split('.');
  const isType = typeDefinition(type) !== undefined || primitiveDefinition(type) !== undefined;
  if (!isType || names.some((name) => !/^\w+(?:\[x\])?$/.test(name))) return undefined;
  const inwards = names.map(bareName).reverse();
  return {
    words: `\`${expression}\``,
    // In R4, contexts also name a resource type itself.
    allows:
      expression === ANY_ELEMENT ? () => true : (_, place) => place.type === expression || isAt(place, type, inwards),
  };
}

/** The id may follow a canonical: `http://hl7.org/fhir/StructureDefinition/Patient#Patient.contact`. */
function idOf(expression: string): string {
  const [canonical = '', id] = expression.split('#');
  return id !== undefined && typeDefinition(r4Name(canonical) ?? '') ? id : expression;
}

function isAt(place: Place, type: string, inwards: readonly string[]): boolean {
  let at: Place | undefined = place;
  for (const name of inwards) {
    if (at?.name !== name) return false;
    at = at.around;
  }
  return at !== undefined && lineageOf(at.type).has(type);
}

const lineages = new Map<string, ReadonlySet<string>>();

/** A type, primitive or not, and its base types. */
function lineageOf(type: string): ReadonlySet<string> {
  let lineage = lineages.get(type);
  if (!lineage) {
    const { base } = typeDefinition(type) ?? primitiveDefinition(type) ?? {};
    lineages.set(type, (lineage = new Set([type, ...(base === undefined ? [] : lineageOf(base))])));
  }
  return lineage;
}

/** Options to obtain nodes with their position. */
const NODES = { resolveInternalTypes: false, preciseMath: true };

/** All elements that a FHIRPath expression selects in the resource. */
function pathContext(expression: string): Context {
  const evaluate = readable(say`its context`, () => engine().compile(expression, r4(), NODES) as Evaluate);
  return {
    words: say`what \`${expression}\` selects`,
    allows: (run, place) =>
      attempt(() => {
        const environment = environmentOf(run);
        return evaluate(environment.resource, environment).some((node) => isNodeOf(node, place));
      }),
  };
}

interface PathNode {
  readonly data: unknown;
  readonly propName: string | null;
  readonly index: number | null;
  readonly parentResNode: PathNode | null;
}

function isNodeOf(node: unknown, place: Place): boolean {
  const { data, propName, index, parentResNode } = node as PathNode;
  const value = fhirPathInput(place.value);
  if (typeof value === 'object') return data === value;
  // A primitive can only be identified by its position.
  const isThere = propName === place.name && (index ?? undefined) === place.index;
  return isThere && parentResNode?.data === fhirPathInput(place.around?.value);
}

/** A context invariant is evaluated on the element that has the extension; `%extension` is the extension. */
function holdsAt(run: ProfileRun, place: Place, index: number, condition: Condition): boolean | Error {
  return attempt(() => {
    const node = nodeAt(run, place);
    return condition.holdsForNode(run, node, { extension: childNodes(node, 'extension')[index] });
  });
}

function nodeAt(run: ProfileRun, { name, index, around, value }: Place): unknown {
  if (name === undefined || around === undefined || value === run.resource) return fhirPathInput(run.resource);
  const nodes = childNodes(nodeAt(run, around), name);
  return nodes.find((node) => (node as PathNode).index === (index ?? null));
}

const steps = new Map<string, Evaluate>();

function childNodes(node: unknown, name: string): unknown[] {
  let step = steps.get(name);
  if (!step) steps.set(name, (step = engine().compile(`\`${name}\``, r4(), NODES) as Evaluate));
  return step(node, {});
}
