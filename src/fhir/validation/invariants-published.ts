import type { JsonValue } from '../json/json-value';
import { invariantsOf } from '../model/definitions';
import { compileExpression } from './expression/compile-expression';
import type { Invariant } from './invariants';
import { wordsFor } from './words';

const known = new Map<string, readonly Invariant<JsonValue>[]>();

/**
 * The invariants of a type or element as R4 publishes them, as far as `words/` has a message for them. Compiled on
 * first use.
 */
export function publishedInvariants(place: string): readonly Invariant<JsonValue>[] {
  let invariants = known.get(place);
  if (!invariants) {
    invariants = Object.entries(invariantsOf(place)).flatMap(([key, expression]) => {
      const words = wordsFor(place, key);
      return words ? [published(place, key, expression, words)] : [];
    });
    known.set(place, invariants);
  }
  return invariants;
}

function published(
  place: string,
  key: string,
  expression: string,
  words: Pick<Invariant, 'human' | 'hint'>,
): Invariant<JsonValue> {
  const { truth } = compileExpression(expression, place);
  return {
    key,
    on: place,
    ...words,
    holds: (value, { scope, resource }) => truth([value], { scope, resource, context: value }) === true,
  };
}
