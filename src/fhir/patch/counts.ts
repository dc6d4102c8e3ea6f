import { say, type Message } from '../messages';

// Zero is a separate message because French uses the singular for it.

/** `1 element`, `3 elements`. */
export function elementCount(count: number): Message {
  if (count === 0) return say`0 elements`;
  return count === 1 ? say`1 element` : say`${count} elements`;
}

/** `1 entry`, `3 entries`. */
export function entryCount(count: number): Message {
  if (count === 0) return say`0 entries`;
  return count === 1 ? say`1 entry` : say`${count} entries`;
}

/** `1 argument`, `3 arguments`. */
export function argumentCount(count: number): Message {
  if (count === 0) return say`0 arguments`;
  return count === 1 ? say`1 argument` : say`${count} arguments`;
}
