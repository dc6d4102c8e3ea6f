/*
 * SQLite parses with a stack of 100 symbols. What nested conditions need of it, by experience: EXISTS with its SELECT
 * eight, any other bracket one.
 */
const EXISTS = 8;

/** What an SQL condition needs. */
export function nestingOf(sql: string): number {
  const open: number[] = [];
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of sql.matchAll(/EXISTS \(|[()]/g)) {
    if (bracket === ')') depth -= open.pop() ?? 0;
    else {
      const weight = bracket === '(' ? 1 : EXISTS;
      open.push(weight);
      deepest = Math.max(deepest, (depth += weight));
    }
  }
  return deepest;
}

/** What is left for a condition inside others. @param around number of conditions around it (`Scope`) */
export function mostInside(around: number): number {
  return 50 - 11 * around;
}
