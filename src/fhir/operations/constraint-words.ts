import { type Message, say } from '../messages';

type Words = readonly [said: RegExp, words: (name: string, ...values: string[]) => Message];

/** Default messages of class-validator, by constraint name. The patterns capture the values they contain. */
const WORDS: Readonly<Record<string, readonly Words[]>> = {
  min: [[/must not be less than (.+)$/, (name, least) => say`${name} must be at least ${least}`]],
  max: [[/must not be greater than (.+)$/, (name, most) => say`${name} must be at most ${most}`]],
  isPositive: [[/must be a positive number$/, (name) => say`${name} must be more than 0`]],
  isInt: [[/must be an integer number$/, (name) => say`${name} must be a whole number`]],
  minLength: [[/must be longer than or equal to (\d+) characters$/, atLeast]],
  maxLength: [[/must be shorter than or equal to (\d+) characters$/, atMost]],
  isLength: [
    [/must be longer than or equal to (\d+) and shorter than or equal to (\d+) characters$/, between],
    [/must be longer than or equal to (\d+) characters$/, atLeast],
    [/must be shorter than or equal to (\d+) characters$/, atMost],
  ],
  arrayMinSize: [[/must contain at least (\d+) elements$/, (name, least) => say`${name} must be sent at least ${least} times`]], // prettier-ignore
  arrayMaxSize: [[/must contain no more than (\d+) elements$/, (name, most) => say`${name} may be sent at most ${most} times`]], // prettier-ignore
  arrayUnique: [[/elements must be unique$/, (name) => say`${name} must not have the same value twice`]],
  isIn: [[/must be one of the following values: (.+)$/, oneOf]],
  isEnum: [[/must be one of the following values: (.+)$/, oneOf]],
  isNotEmpty: [[/should not be empty$/, (name) => say`${name} must not be empty`]],
  matches: [[/must match (.+) regular expression$/, (name, pattern) => say`${name} must match ${pattern}`]],
};

function atLeast(name: string, least = ''): Message {
  return say`${name} must have at least ${least} characters`;
}

function atMost(name: string, most = ''): Message {
  return say`${name} must have at most ${most} characters`;
}

function between(name: string, least = '', most = ''): Message {
  return say`${name} must have ${least} to ${most} characters`;
}

function oneOf(name: string, values = ''): Message {
  return say`${name} must be one of ${values}`;
}

/**
 * The translatable message of a violated constraint. Messages of unknown decorators, and custom messages, are passed on
 * unchanged.
 * @param rule constraint name, such as `minLength`
 * @param said the message of class-validator
 */
export function wordsOf(rule: string, name: string, said: string): Message {
  for (const [pattern, words] of WORDS[rule] ?? []) {
    const found = pattern.exec(said);
    if (found) return words(name, ...found.slice(1));
  }
  return say`${name} is not accepted: ${said}`;
}
