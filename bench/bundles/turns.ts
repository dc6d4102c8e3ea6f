import { median } from '../statistics';
import type { Durations } from './plan';

export interface Turn {
  /** Resources or reads per second. */
  readonly perSecond: number;
  /** CPU time of the server process per resource or read, milliseconds. */
  readonly cpuMs?: number;
}

/** Something that can be measured for a given time, repeatedly. */
export interface Subject {
  readonly name: string;
  turn(seconds: number): Promise<Turn>;
}

/** The medians of the turns. */
export interface Measured extends Turn {
  readonly name: string;
  readonly turns: readonly Turn[];
}

/**
 * Resources per second of one subject divided by those of another: the median of the rounds, and the lowest and
 * highest.
 */
export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Runs all subjects in turns. The last of one round comes first in the next, so that drift affects all alike. */
export async function inTurns<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  { rounds, turnSeconds, warmUpSeconds }: Durations,
): Promise<Readonly<Record<Name, Measured>>> {
  const all = Object.entries<Subject>(subjects).map(([key, subject]) => ({ key, subject, turns: [] as Turn[] }));
  for (const { subject } of warmUpSeconds > 0 ? all : []) await subject.turn(warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const { subject, turns } of round % 2 ? all.toReversed() : all) turns.push(await subject.turn(turnSeconds));
  }
  return Object.fromEntries(
    all.map(({ key, subject, turns }) => [key, measured(subject.name, turns)]),
  ) as Record<Name, Measured>; // prettier-ignore
}

function measured(name: string, turns: readonly Turn[]): Measured {
  const cpu = turns.flatMap(({ cpuMs }) => cpuMs ?? []);
  const perSecond = median(turns.map((turn) => turn.perSecond));
  return { name, turns, perSecond, ...(cpu.length > 0 && { cpuMs: median(cpu) }) };
}

export function ratioOf(one: Measured, other: Measured): Ratio {
  const ratios = one.turns.map(({ perSecond }, round) => perSecond / other.turns[round]!.perSecond);
  return { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}
