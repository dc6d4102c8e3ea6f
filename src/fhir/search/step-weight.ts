import type { JsonValue } from '../json';

/** Weight of the nodes of one step: some tens of microseconds. An interruption after each node would cost more than the node. */
const STEP = 2_000;
/** Weight of a node that is not a text, whose weight is its characters. */
const NODE = 50;

/** Divides work on the nodes of a resource into steps. */
export class StepWeight {
  private sum = 0;

  /** @returns whether this node completes a step */
  isFull(node: JsonValue): boolean {
    this.sum += typeof node === 'string' ? node.length : NODE;
    if (this.sum < STEP) return false;
    this.sum = 0;
    return true;
  }
}
