import { say, type Message, type Text } from '../messages';

/**
 * `Operation 2 (add) has no value.`
 * @param index the position that `expression` has
 * @param op undefined when it cannot be read
 * @param what what is wrong with it: `has no value`
 */
export function operationDoes(index: number, op: string | undefined, what: Message): Message {
  return op === undefined ? say`Operation ${index} ${what}.` : say`Operation ${index} (${op}) ${what}.`;
}

/** `Operation 2 (add): there is nothing.` */
export function inOperation(index: number, op: string | undefined, sentence: Text): Message {
  return op === undefined ? say`Operation ${index}: ${sentence}` : say`Operation ${index} (${op}): ${sentence}`;
}
