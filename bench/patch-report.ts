import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PEER, PEER_VERSION } from './peer';
import { table } from './report';

export const TARGETS = {
  /** Our patches per second divided by the peer's: at least. */
  ratio: 4,
  /** Ours: at least. */
  patchesPerSecond: 20_000,
} as const;

export interface LinearityRow {
  readonly operations: number;
  /** The resource's JSON, UTF-8 bytes. */
  readonly bytes: number;
  readonly microsecondsPerPatch: number;
}

export interface PatchBenchResult {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly node: string;
  readonly processors: number;
  readonly bodyBytes: number;
  readonly patchesPerSecond: number;
  readonly peer:
    | {
        readonly version: string;
        readonly patchesPerSecond: number;
        /** Ours / the peer's: the median of the rounds, and the lowest and highest of them. */
        readonly ratio: number;
        readonly ratioRange: readonly [number, number];
      }
    | undefined;
  readonly linearity: readonly LinearityRow[];
  readonly validationsPerSecond: number;
  readonly validatedBytes: number;
}

export function markdown(result: PatchBenchResult): string {
  const { measuredAt, node, processors, bodyBytes } = result;
  return [
    `# Patch bench of ${measuredAt}`,
    '',
    `Node ${node}, ${processors} processors, of which one is used: everything runs in one process, without HTTP and database.`,
    '',
    '## Three operations',
    '',
    `\`applyFhirPathPatch\` on an Organization of ${bodyBytes} bytes, from Parameters as parsed JSON to the patched resource. ` +
      'The peer gets the same Parameters, and a clone of the resource for each patch, because it writes into what it is given. ' +
      'Both gave the same resources before anything was measured.',
    '',
    ...table(['engine', 'patches/s'], engineRows(result)),
    '',
    ...table(['target', 'measured', ''], targetRows(result)),
    '',
    '## Cost by operations and size',
    '',
    'Replacements of one text each, spread over the contacts of the resource. A patch copies the lists on its way, so its ' +
      'cost has a part for each operation and one for the length of the list.',
    '',
    ...table(
      ['operations', 'resource KB', 'µs/patch', 'µs/operation'],
      result.linearity.map(({ operations, bytes, microsecondsPerPatch }) => [
        String(operations),
        (bytes / 1_000).toFixed(0),
        microsecondsPerPatch.toFixed(1),
        (microsecondsPerPatch / operations).toFixed(2),
      ]),
    ),
    '',
    '## Validation',
    '',
    `\`validateResource\` on the HealthcareService of scenario 10 (${result.validatedBytes} bytes): ` +
      `${result.validationsPerSecond.toFixed(0)} a second, ${(1e6 / result.validationsPerSecond).toFixed(0)} µs each.`,
    '',
  ].join('\n');
}

function engineRows({ patchesPerSecond, peer }: PatchBenchResult): string[][] {
  return [
    ['ours', patchesPerSecond.toFixed(0)],
    peer
      ? [`${PEER} ${peer.version}`, peer.patchesPerSecond.toFixed(0)]
      : [PEER, `peer not installed (npm i --prefix FOLDER ${PEER}@${PEER_VERSION}; BENCH_PEER=FOLDER)`],
  ];
}

function targetRows({ patchesPerSecond, peer }: PatchBenchResult): string[][] {
  const speed = patchesPerSecond >= TARGETS.patchesPerSecond;
  const rows = [[`≥ ${TARGETS.patchesPerSecond} patches/s`, patchesPerSecond.toFixed(0), verdict(speed)]];
  if (!peer) return rows;
  const [lowest, highest] = peer.ratioRange.map((ratio) => ratio.toFixed(1));
  const measured = `${peer.ratio.toFixed(1)} (rounds ${lowest}–${highest})`;
  return [...rows, [`ours / peer ≥ ${TARGETS.ratio}`, measured, verdict(peer.ratio >= TARGETS.ratio)]];
}

function verdict(met: boolean): string {
  return met ? 'met' : '**missed**';
}

/** Replaces the figures of the run before. */
export async function keep(result: PatchBenchResult, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'patch.json'), `${JSON.stringify(result, null, 2)}\n`);
  await writeFile(join(folder, 'patch.md'), markdown(result));
}
