import type { JsonObject, JsonValue } from '../../json/json-value';
import type { ContainedScope } from '../contained-scope';

/** A FHIRPath collection; null represents a primitive that has extensions but no value. */
export type Nodes = readonly JsonValue[];

/** True, false, or undefined for FHIRPath's empty collection. */
export type Truth = boolean | undefined;

/** The environment of an evaluation. */
export interface Frame {
  /** `%resource` */
  readonly resource: JsonObject;
  /** `%context` */
  readonly context: JsonValue;
  readonly scope: ContainedScope | undefined;
  /** Cached values of subexpressions that do not depend on the node, by subexpression; created on first use. */
  memo?: Map<object, ReadonlySet<unknown>>;
}

/** A compiled subexpression in both forms; the one that is not natural to it is derived from the other. */
export interface Expression {
  readonly nodes: (focus: Nodes, frame: Frame) => Nodes;
  readonly truth: (focus: Nodes, frame: Frame) => Truth;
  /** The R4 types that its nodes may have; undefined when unknown. */
  readonly types: readonly string[] | undefined;
  /** The result does not depend on the focus. */
  readonly fixed: boolean;
}

const TRUE: Nodes = [true];
const FALSE: Nodes = [false];
export const NONE: Nodes = [];

export function fromNodes(nodes: Expression['nodes'], types: readonly string[] | undefined, fixed = false): Expression {
  return { nodes, truth: (focus, frame) => truthOf(nodes(focus, frame)), types, fixed };
}

export function fromTruth(truth: Expression['truth'], fixed = false): Expression {
  const nodes: Expression['nodes'] = (focus, frame) => {
    const answer = truth(focus, frame);
    return answer === undefined ? NONE : answer ? TRUE : FALSE;
  };
  return { nodes, truth, types: ['boolean'], fixed };
}

/**
 * A single item that is not a boolean counts as true.
 * @see http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections
 */
function truthOf(nodes: Nodes): Truth {
  return nodes.length === 0 ? undefined : nodes[0] !== false;
}
