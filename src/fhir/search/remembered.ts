/** Longest text that is cached, characters; labels of codes recur often. */
const LONGEST = 120;
const MOST = 4_000;

/** Memoizes a function for recently seen texts. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const made = make(text);
    if (text.length <= LONGEST) {
      if (known.size >= MOST) known.clear();
      known.set(text, made);
    }
    return made;
  };
}
