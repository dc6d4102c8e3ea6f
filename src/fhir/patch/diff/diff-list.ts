import type { Entry } from '../members';
import type { ListMatch } from './match-lists';
import { added, deleted, inserted, moved, MOST_STEPS, TooManySteps, type Step } from './step';

/** A repeating element, before and after. */
export interface ListChange {
  readonly parent: string;
  readonly name: string;
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
  readonly match: ListMatch;
  /** Type of an entry of `after`. */
  typeOf(entry: Entry): string;
  /** The operations that change the entry at a path into another. */
  changed(path: string, before: Entry, after: Entry): readonly Step[];
}

/**
 * The operations that turn one list into another. In their order every index is valid when it is used: entries are
 * first changed in place, then removed from the end, then moved, then inserted from the start.
 */
export function diffList({ parent, name, before, after, match, typeOf, changed }: ListChange): Step[] {
  const list = `${parent}.${name}`;
  const { length: staying } = match.pairs;
  const others = before.length - staying + (after.length - staying) + (staying - match.unmoved.size);
  const steps: Step[] = [];
  const assertFew = (): void => {
    if (steps.length + others > MOST_STEPS) throw new TooManySteps(list);
  };
  assertFew();
  for (const [one, other] of match.pairs) {
    const inner = changed(`${list}[${one}]`, before[one]!, after[other]!);
    if (inner.length === 0) continue;
    steps.push(...inner);
    assertFew();
  }

  const stays = new Set(match.pairs.map(([one]) => one));
  for (let index = before.length - 1; index >= 0; index -= 1) {
    if (!stays.has(index)) steps.push(deleted(`${list}[${index}]`));
  }
  for (const [source, destination] of movesOf(match)) steps.push(moved(list, source, destination));

  const arrived = new Set(match.pairs.map(([, other]) => other));
  let length = match.pairs.length;
  after.forEach((entry, index) => {
    if (arrived.has(index)) return;
    const type = typeOf(entry);
    steps.push(index === length ? added(parent, name, type, entry) : inserted(list, index, type, entry));
    length += 1;
  });
  return steps;
}

/** Source and destination index of each move, valid at the time of the move. */
function movesOf({ pairs, unmoved }: ListMatch): [number, number][] {
  if (unmoved.size === pairs.length) return [];
  const current = pairs.map(([one]) => one);
  const wanted = [...pairs].sort((left, right) => left[1] - right[1]).map(([one]) => one);
  const moves: [number, number][] = [];
  wanted.forEach((entry, place) => {
    if (unmoved.has(entry)) return;
    const source = current.indexOf(entry);
    current.splice(source, 1);
    // Directly after its predecessor in the final order: that entry, and all before it, are in place already.
    const destination = place === 0 ? 0 : current.indexOf(wanted[place - 1]!) + 1;
    current.splice(destination, 0, entry);
    moves.push([source, destination]);
  });
  return moves;
}
