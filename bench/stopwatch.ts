import { median } from './statistics';

export interface Durations {
  /** Turns of each subject; the medians count. */
  readonly rounds: number;
  /** One turn, milliseconds. */
  readonly turnMs: number;
}

/** Calls between two readings of the clock. */
const BATCH = 16;

/**
 * Calls per second of each subject. The subjects take turns in one process, so that drift of the machine affects all
 * alike. The first turn of each is a warm-up and is not counted.
 * @returns one list of rounds for each subject, in the subjects' order
 */
export function rounds(subjects: readonly ((call: number) => void)[], { rounds, turnMs }: Durations): number[][] {
  const measured = subjects.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    subjects.forEach((subject, i) => {
      const perSecond = turn(subject, turnMs);
      if (round > 0) measured[i]!.push(perSecond);
    });
  }
  return measured;
}

/** The median calls per second of one subject. */
export function perSecond(subject: (call: number) => void, durations: Durations): number {
  return median(rounds([subject], durations)[0]!);
}

function turn(subject: (call: number) => void, turnMs: number): number {
  const start = performance.now();
  let calls = 0;
  let elapsed: number;
  do {
    for (let i = 0; i < BATCH; i += 1) subject(calls + i);
    calls += BATCH;
    elapsed = performance.now() - start;
  } while (elapsed < turnMs);
  return (calls / elapsed) * 1_000;
}
