import { say, sentences, type Message, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { guess } from './patch-fault';

/**
 * `Operation 2 (add) has no value.`
 * @param index the index shown in `expression`
 * @param op undefined when it could not be parsed
 * @param what what is wrong, as a verb phrase: `has no value`
 */
export function operationDoes(index: number, op: string | undefined, what: Message): Message {
  return op === undefined ? say`Operation ${index} ${what}.` : say`Operation ${index} (${op}) ${what}.`;
}

/** `Operation 2 (add): there is nothing.` */
export function inOperation(index: number, op: string | undefined, sentence: Text): Message {
  return op === undefined ? say`Operation ${index}: ${sentence}` : say`Operation ${index} (${op}): ${sentence}`;
}

/**
 * Suggests the right name for an unknown operation: the equivalent of another patch format's name, or the nearest name.
 * @param others names used by other formats, with their equivalents here
 * @param rest the list of operations
 */
export function rightName(
  word: string,
  names: readonly string[],
  others: ReadonlyMap<string, string>,
  rest: Text,
): Text {
  const written = others.get(word);
  if (written === undefined) return guess(nearest(word, names), rest);
  return sentences(say`${word} is called ${written} here.`, rest);
}
