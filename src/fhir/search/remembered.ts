/** Characters of a text that is worth being remembered: labels of codes come again and again. */
const LONGEST = 120;
const MOST = 4_000;

/** The same function, which remembers what it made of the texts it saw of late. */
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
