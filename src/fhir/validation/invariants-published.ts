import type { JsonValue } from '../json/json-value';
import { invariantsOf } from '../model/definitions';
import { compileExpression } from './expression/compile-expression';
import type { Expression } from './expression/expression';
import type { Invariant } from './invariants';
import { wordsFor } from './words';

const known = new Map<string, readonly Invariant<JsonValue>[]>();

/**
 * The invariants of a type or element as R4 publishes them, as far as `words/` has a message for them.
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
  let truth: Expression['truth'] | undefined;
  return {
    key,
    on: place,
    ...words,
    // Parsing takes a few milliseconds, and a type may have dozens, so each is compiled when it is first needed.
    holds: (value, { scope, resource }) => {
      truth ??= compileExpression(expression, place).truth;
      return truth([value], { scope, resource, context: value }) === true;
    },
  };
}
