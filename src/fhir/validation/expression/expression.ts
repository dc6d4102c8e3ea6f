import type { JsonObject, JsonValue } from '../../json/json-value';
import type { ContainedScope } from '../contained-scope';

/** A collection of FHIRPath; null stands for a primitive that has extensions but no value. */
export type Nodes = readonly JsonValue[];

/** True, false, or undefined for FHIRPath's empty collection. */
export type Truth = boolean | undefined;

/** What an expression sees besides the nodes it is asked about. */
export interface Frame {
  /** `%resource` */
  readonly resource: JsonObject;
  /** `%context` */
  readonly context: JsonValue;
  readonly scope: ContainedScope | undefined;
  /** What was made of parts that are the same for every node, by the part; absent until there is one. */
  memo?: Map<object, ReadonlySet<unknown>>;
}

/** A part of an expression, compiled in both forms: each is made of the other where it is not the natural one. */
export interface Expression {
  readonly nodes: (focus: Nodes, frame: Frame) => Nodes;
  readonly truth: (focus: Nodes, frame: Frame) => Truth;
  /** The R4 types its nodes may have; undefined when that is not known. */
  readonly types: readonly string[] | undefined;
  /** It does not depend on the focus. */
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

/** Of one item that is not a boolean, that it is there (http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections). */
function truthOf(nodes: Nodes): Truth {
  return nodes.length === 0 ? undefined : nodes[0] !== false;
}
