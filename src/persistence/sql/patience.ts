/** A wait is as many timers, one after the other. */
const PARTS = 5;

/**
 * Calls `end` once somebody has waited too long. However long a pause of this process is, it counts as one part of the
 * wait: a single timer, run before all that arrived during the pause, would end waits whose turn had come.
 *
 * @param ms how long to wait, milliseconds
 * @returns ends the wait without calling `end`
 */
export function patience(ms: number, end: () => void): () => void {
  let left = PARTS;
  const part = (): void => {
    left -= 1;
    if (left === 0) end();
    else timer = setTimeout(part, ms / PARTS);
  };
  let timer = setTimeout(part, ms / PARTS);
  return () => clearTimeout(timer);
}
