import { table, verdictTable } from '../markdown';
import { MEGABYTE, type Verdict } from '../verdicts';
import { LARGE_ENTRIES } from './bodies';
import { inWords as faultsInWords } from './client';
import type { LargeFigures } from './large';
import type { EngineFigures } from './measure';
import { CONNECTIONS, GOALS, LARGE_BYTES } from './plan';
import { type Measured, type Ratio, ratioOf } from './turns';

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const inWords = ({ median, lowest, highest }: Ratio): string =>
  `${median.toFixed(2)} (rounds ${lowest.toFixed(2)}–${highest.toFixed(2)})`;

export function engineReport(figures: EngineFigures): string[] {
  const { engine, writes, reads, large } = figures;
  return [
    `## ${engine.version}, ${engine.durability}`,
    '',
    ...verdictTable(verdictsOf(figures)),
    '',
    ...rates('creates', Object.values(writes)),
    '',
    ...rates('reads', Object.values(reads)),
    '',
    ...largeLines(large),
    '',
  ];
}

function largeLines({ sent, carriedOut, refused, seconds, idleBytes }: LargeFigures): string[] {
  return [
    `Of ${sent} transactions of ${LARGE_ENTRIES} creates, ${CONNECTIONS} at once, ${carriedOut} were carried out: ${whole((carriedOut * LARGE_ENTRIES) / seconds)} resources/s.`,
    ...(carriedOut < sent ? [`Refused: ${faultsInWords(refused)}.`] : []),
    `The server had taken ${whole(idleBytes / MEGABYTE)} MB before them.`,
  ];
}

function rates(what: string, subjects: readonly Measured[]): string[] {
  return table(
    [what, 'resources/s', 'CPU ms/resource'],
    subjects.map(({ name, perSecond, cpuMs }) => [name, whole(perSecond), cpuMs?.toFixed(3) ?? '-']),
  );
}

export function verdictsOf({ engine, writes, reads, large }: EngineFigures): Verdict[] {
  const atLeast = (goal: number, target: string, one: Measured, other: Measured): Verdict => {
    const ratio = ratioOf(one, other);
    return { target: `${target} ≥ ${goal}`, measured: inWords(ratio), met: ratio.median >= goal };
  };
  const { transaction, batch, residentMegabytes, imported } = GOALS;
  const megabytes = large.peakBytes / MEGABYTE;
  const goal = imported[engine.name];
  return [
    atLeast(transaction, 'Transactions one after the other / POSTs at 1 connection', writes.one, writes.postsInTurn),
    atLeast(transaction, `Transactions one after the other / POSTs at ${CONNECTIONS} connections`, writes.one, writes.posts),
    atLeast(transaction, `Transactions ${CONNECTIONS} at once / POSTs at ${CONNECTIONS} connections`, writes.several, writes.posts),
    atLeast(batch, `Batches of reads ${CONNECTIONS} at once / SELECTs of the driver alone`, reads.batches, reads.selects),
    {
      target: `Peak resident memory with ${CONNECTIONS} transactions of ${LARGE_BYTES / 1e6} MB at once < ${residentMegabytes} MB`,
      measured: `${whole(megabytes)} MB; ${large.carriedOut} of ${large.sent} carried out`,
      // A server that refuses them needs no memory for them.
      met: megabytes < residentMegabytes && large.carriedOut === large.sent,
    },
    ...(goal === undefined
      ? []
      : [
          {
            target: `Import by transactions with links, ${CONNECTIONS} at once ≥ ${whole(goal)} resources/s`,
            measured: whole(writes.linked.perSecond),
            met: writes.linked.perSecond >= goal,
          },
        ]),
  ];
} // prettier-ignore
