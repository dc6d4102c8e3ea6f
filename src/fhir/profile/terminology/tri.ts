/** A truth value; `undefined` means that it cannot be determined here. */
export type Tri = boolean | undefined;

/** True when one item passes, false when none does. Evaluation stops at the first that passes. */
export function anyOf<T>(things: readonly T[], test: (thing: T) => Tri): Tri {
  let known = true;
  for (let at = 0; at < things.length; at += 1) {
    const answer = test(things[at]!);
    if (answer === true) return true;
    if (answer === undefined) known = false;
  }
  return known ? false : undefined;
}

/** False when one item fails, true when all pass. Evaluation stops at the first that fails. */
export function allOf<T>(things: readonly T[], test: (thing: T) => Tri): Tri {
  let known = true;
  for (let at = 0; at < things.length; at += 1) {
    const answer = test(things[at]!);
    if (answer === false) return false;
    if (answer === undefined) known = false;
  }
  return known ? true : undefined;
}
