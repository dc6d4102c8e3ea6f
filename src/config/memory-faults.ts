import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { say, type Message } from '../fhir/messages';
import { faultOf } from './faults';

const MB = 1024 ** 2;
/** A longer text does not fit in a string of V8. */
const LONGEST_BODY = 256 * MB;

interface Sizes {
  readonly BODY_LIMIT: number;
  readonly MEMORY_BUDGET: number;
  readonly AUDIT_QUEUE: number;
}

/** The least of what V8, the machine and its container allow this process, bytes. */
export function memoryOfProcess(): number {
  const container = process.constrainedMemory();
  return Math.min(getHeapStatistics().heap_size_limit, totalmem(), ...(container > 0 ? [container] : []));
}

/** Sizes that somebody set and that cannot be kept. @param most bytes of memory that this process can have */
export function memoryFaults(
  { BODY_LIMIT, MEMORY_BUDGET, AUDIT_QUEUE }: Sizes,
  given: Readonly<Record<string, string | undefined>>,
  most: number,
): readonly Message[] {
  const heap = say`at most ${`${Math.floor(most / MB)}mb`}, the memory that this process can have (Node.js: ${'--max-old-space-size'})`;
  const body = say`at most ${`${Math.floor(Math.min(MEMORY_BUDGET, LONGEST_BODY) / MB)}mb`}, and not more than MEMORY_BUDGET`;
  const rules: readonly (readonly [name: keyof Sizes, isBroken: boolean, right: Message])[] = [
    ['MEMORY_BUDGET', MEMORY_BUDGET > most, heap],
    ['AUDIT_QUEUE', AUDIT_QUEUE > most, heap],
    ['BODY_LIMIT', BODY_LIMIT > Math.min(MEMORY_BUDGET, LONGEST_BODY), body],
  ];
  return rules.flatMap(([name, isBroken, right]) =>
    isBroken && given[name] !== undefined ? [faultOf(name, right, given[name])] : [],
  );
}
