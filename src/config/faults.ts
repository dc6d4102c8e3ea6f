import { SentenceError, say, shortened, type Message, type Text } from '../fhir/messages';

/** Paths are shown whole: their ends are what somebody looks for. */
const LONGEST_SHOWN = 300;

/** One setting that cannot be used: its name, what would be right and, unless it is secret, what it is. */
export function faultOf(setting: string, right: Text, given?: string): Message {
  if (given === undefined) return say`${setting} must be ${right}`;
  return say`${setting} must be ${right}, not ${`"${shown(given)}"`}`;
}

/** A setting as it may be printed: somebody may have put a password into an address. */
function shown(given: string): string {
  return shortened(given.replace(/:\/\/.*@/s, '://…@').replace(/[\r\n]+/g, ' '), LONGEST_SHOWN);
}

/** The refusal of a start, in one sentence. */
export function cannotStart(fault: Message, options?: ErrorOptions): SentenceError {
  return new SentenceError(say`The server cannot start: ${fault}.`, options);
}

/** The refusal for several faults. */
export function cannotStartFor(faults: readonly Message[]): SentenceError {
  const [first, ...more] = faults as [Message, ...Message[]];
  return cannotStart(more.reduce((before, fault) => say`${before}; ${fault}`, first));
}
