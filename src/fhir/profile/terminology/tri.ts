/** Whether a code is in a set of codes; `undefined` when that cannot be known here. */
export type Tri = boolean | undefined;

/** True when one is, false when none is. */
export function anyOf(answers: Iterable<Tri>): Tri {
  let known = true;
  for (const answer of answers) {
    if (answer === true) return true;
    if (answer === undefined) known = false;
  }
  return known ? false : undefined;
}

/** False when one is not, true when all are. */
export function allOf(answers: Iterable<Tri>): Tri {
  const some = anyOf(invert(answers));
  return some === undefined ? undefined : !some;
}

function* invert(answers: Iterable<Tri>): Iterable<Tri> {
  for (const answer of answers) yield answer === undefined ? undefined : !answer;
}
