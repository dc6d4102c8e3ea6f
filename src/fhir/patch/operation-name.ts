import { say, sentences, type Message, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { guess } from './patch-fault';

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

/**
 * How an operation is written that a format does not have: what another patch format calls it, or the nearest name.
 * @param others names of other formats, with what they are here
 * @param rest which operations there are
 */
export function rightName(
  word: string,
  names: readonly string[],
  others: ReadonlyMap<string, string>,
  rest: Text,
): Text {
  const written = others.get(word);
  if (written === undefined) return guess(nearest(word, names), rest);
  return sentences(say`${word} is written ${written} here.`, rest);
}
