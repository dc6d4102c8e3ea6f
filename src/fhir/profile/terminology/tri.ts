/** Whether a code is in a set of codes; `undefined` when that cannot be known here. */
export type Tri = boolean | undefined;

/** True when one of the things passes, false when none does; those after the first that passes are not asked. */
export function anyOf<T>(things: readonly T[], test: (thing: T) => Tri): Tri {
  let known = true;
  for (let at = 0; at < things.length; at += 1) {
    const answer = test(things[at]!);
    if (answer === true) return true;
    if (answer === undefined) known = false;
  }
  return known ? false : undefined;
}

/** False when one of the things fails, true when all pass; those after the first that fails are not asked. */
export function allOf<T>(things: readonly T[], test: (thing: T) => Tri): Tri {
  let known = true;
  for (let at = 0; at < things.length; at += 1) {
    const answer = test(things[at]!);
    if (answer === false) return false;
    if (answer === undefined) known = false;
  }
  return known ? true : undefined;
}
