import type { Cell } from './measure';
import { TARGETS } from './plan';

export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface EngineResult {
  readonly name: string;
  readonly version: string;
  readonly durability: string;
  readonly cells: readonly Cell[];
  readonly peakResidentBytes: number;
}

export const MEGABYTE = 2 ** 20;

/** Every target with the measured value. */
export function verdicts(engines: readonly EngineResult[], startSeconds: number): Verdict[] {
  const { connections, ratio, residentMegabytes, startSeconds: longestStart } = TARGETS;
  const ratios = engines.flatMap(({ version, cells }) =>
    cells
      .filter((cell) => cell.connections === connections)
      .map((cell) => ({
        target: `${version}, ${cell.interaction} at ${connections} connections: ours / bare ≥ ${ratio[cell.interaction].toFixed(2)}`,
        measured: cell.ratio.toFixed(2),
        met: cell.ratio >= ratio[cell.interaction],
      })),
  );
  const resident = Math.max(0, ...engines.map(({ peakResidentBytes }) => peakResidentBytes)) / MEGABYTE;
  return [
    ...ratios,
    {
      target: `Peak resident memory under load < ${residentMegabytes} MB`,
      measured: `${resident.toFixed(0)} MB`,
      met: resident > 0 && resident < residentMegabytes,
    },
    {
      target: `Process start to first answer < ${longestStart} s (SQLite, new database)`,
      measured: `${startSeconds.toFixed(2)} s`,
      met: startSeconds < longestStart,
    },
  ];
}
