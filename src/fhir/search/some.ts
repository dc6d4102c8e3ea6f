/** Whether a value passes the test. `Iterator.prototype.some` does this from Node 22 on. */
export function some<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
}
