type Version = readonly [major: number, minor: number, patch: number];

const COMPARATOR = /^(\^|~|>=|<=|>|<|=)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(?:-[\w.]+)?$/;

/**
 * Whether a version is within a Semantic Versioning range such as `^1.2.0`, `~1.2`, `>=1.0.0 <3`, `1.x`, `1 || 2` or
 * `*`. Pre-release tags are ignored.
 * @returns undefined when the range cannot be parsed
 */
export function isInRange(version: string, range: string): boolean | undefined {
  const alternatives = range.split('||').map((alternative) =>
    alternative
      .trim()
      .replace(/(\^|~|>=|<=|>|<|=)\s+/g, '$1')
      .split(/\s+/)
      .map(boundsOf),
  );
  if (alternatives.flat().includes(undefined)) return undefined;
  const asked = numbersOf(version);
  return alternatives.some((all) => all.every((bounds) => isWithin(asked, bounds!)));
}

/** From the first version, inclusive, to the second, exclusive. */
type Bounds = readonly [from: Version, to: Version];

const START: Version = [0, 0, 0];
const END: Version = [Infinity, 0, 0];

function boundsOf(comparator: string): Bounds | undefined {
  if (comparator === '*' || comparator === 'x') return [START, END];
  const match = COMPARATOR.exec(comparator);
  if (!match) return undefined;
  const [, operator = '=', ...parts] = match;
  const given = parts.filter((part) => part !== undefined && /^\d+$/.test(part)).map(Number);
  const [major = 0, minor = 0, patch = 0] = given;
  const from: Version = [major, minor, patch];
  const next = after(given);
  switch (operator) {
    case '^':
      return [
        from,
        major > 0 || given.length < 2 ? [major + 1, 0, 0] : minor > 0 || given.length < 3 ? [0, minor + 1, 0] : next,
      ];
    case '~':
      return [from, given.length < 2 ? [major + 1, 0, 0] : [major, minor + 1, 0]];
    case '>=':
      return [from, END];
    case '>':
      return [next, END];
    case '<':
      return [START, from];
    case '<=':
      return [START, next];
    default:
      return [from, next];
  }
}

/** The first version greater than all versions that start with these numbers. */
function after([major = 0, minor, patch]: readonly number[]): Version {
  if (minor === undefined) return [major + 1, 0, 0];
  return patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function numbersOf(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.replace(/-.*$/, '').split('.').map(Number);
  return [major, minor, patch];
}

function isWithin(version: Version, [from, to]: Bounds): boolean {
  return compare(version, from) >= 0 && compare(version, to) < 0;
}

function compare(one: Version, other: Version): number {
  for (const [index, number] of one.entries()) if (number !== other[index]) return number - other[index]!;
  return 0;
}
