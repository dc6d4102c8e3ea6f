import { engineTable, ratioVerdicts, type BesidePeer } from './beside-peer';
import { table, verdictTable } from './markdown';
import { PATCH_PEER } from './patch-peer';
import { heading, type RunFacts } from './record';
import type { Verdict } from './verdicts';

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

export interface PatchBenchResult extends RunFacts {
  readonly bodyBytes: number;
  /** Patches. */
  readonly threeOperations: BesidePeer;
  readonly linearity: readonly LinearityRow[];
  readonly validationsPerSecond: number;
  readonly validatedBytes: number;
}

export function markdown(result: PatchBenchResult): string {
  const { bodyBytes, threeOperations } = result;
  return [
    ...heading('Patch bench', result),
    '## Three operations',
    '',
    `\`applyFhirPathPatch\` on an Organization of ${bodyBytes} bytes, from Parameters as parsed JSON to the patched resource. ` +
      'The peer gets the same Parameters, and a clone of the resource for each patch, because it writes into what it is given. ' +
      'Both gave the same resources before anything was measured.',
    '',
    ...engineTable('patches/s', threeOperations, PATCH_PEER, (perSecond) => perSecond.toFixed(0)),
    '',
    ...verdictTable(verdicts(threeOperations)),
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

function verdicts(measured: BesidePeer): Verdict[] {
  const { patchesPerSecond, ratio } = TARGETS;
  return [
    {
      target: `≥ ${patchesPerSecond} patches/s`,
      measured: measured.perSecond.toFixed(0),
      met: measured.perSecond >= patchesPerSecond,
    },
    ...ratioVerdicts('patches/s', measured, ratio),
  ];
}
