import { say } from '../messages';
import { has, list, needs, numberIn } from './invariant-helpers';
import type { Invariant } from './invariants';

const MEALS: readonly unknown[] = ['C', 'CM', 'CD', 'CV'];

/** `name` requires `other`. */
function pair(key: string, name: string, other: string): Invariant {
  return {
    key,
    on: 'Timing.repeat',
    human: say`A timing with \`${name}\` has \`${other}\``,
    hint: say`Add \`${other}\`.`,
    holds: needs(name, other),
  };
}

function notNegative(key: string, name: string): Invariant {
  return {
    key,
    on: 'Timing.repeat',
    human: say`The \`${name}\` of a timing is negative`,
    hint: say`Write 0 or more.`,
    holds: (repeat) => (numberIn(repeat, name) ?? 0) >= 0,
  };
}

/** Invariants of Timing (R4 datatypes.html#Timing). */
export const timingInvariants: readonly Invariant[] = [
  pair('tim-1', 'duration', 'durationUnit'),
  pair('tim-2', 'period', 'periodUnit'),
  notNegative('tim-4', 'duration'),
  notNegative('tim-5', 'period'),
  pair('tim-6', 'periodMax', 'period'),
  pair('tim-7', 'durationMax', 'duration'),
  pair('tim-8', 'countMax', 'count'),
  {
    key: 'tim-9',
    on: 'Timing.repeat',
    human: say`A timing with an offset names the event it refers to, which is not a meal as such`,
    hint: say`Add \`when\`, with codes other than C, CM, CD and CV.`,
    holds: (repeat) =>
      !has(repeat, 'offset') || (has(repeat, 'when') && !list(repeat.when).some((event) => MEALS.includes(event))),
  },
  {
    key: 'tim-10',
    on: 'Timing.repeat',
    human: say`A timing has either times of day or events`,
    hint: say`Remove one of \`timeOfDay\` and \`when\`.`,
    holds: (repeat) => !has(repeat, 'timeOfDay') || !has(repeat, 'when'),
  },
];
