import { table } from './markdown';
import { median } from './statistics';
import { perSecond, rounds, type Durations } from './stopwatch';
import type { Verdict } from './verdicts';

/** Another implementation of the same work. */
export interface Peer<Input extends readonly unknown[], Output> {
  /** Package and version. */
  readonly name: string;
  run(...input: Input): Output;
}

/** How often we do a piece of work per second, and how often a peer does in the same run. */
export interface BesidePeer {
  /** Ours, as the median of the rounds. */
  readonly perSecond: number;
  readonly peer:
    | {
        readonly name: string;
        readonly perSecond: number;
        /** Ours divided by the peer's: the median of the rounds, and the lowest and highest. */
        readonly ratio: number;
        readonly ratioRange: readonly [number, number];
      }
    | undefined;
}

/**
 * Runs ours and the peer's in turns in one process.
 * @param ours receives the number of the call; an engine may cache parts of its input, but never a whole answer
 * @param peer undefined when it is not installed; ours is then measured alone
 */
export function besidePeer(
  ours: (call: number) => unknown,
  peer: Peer<[call: number], unknown> | undefined,
  durations: Durations,
): BesidePeer {
  if (!peer) return { perSecond: perSecond(ours, durations), peer: undefined };
  const [our, their] = rounds([ours, (call) => peer.run(call)], durations) as [number[], number[]];
  const ratios = our.map((rate, round) => rate / their[round]!);
  return {
    perSecond: median(our),
    peer: {
      name: peer.name,
      perSecond: median(their),
      ratio: median(ratios),
      ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    },
  };
}

/** How to get the peer: the npm packages, and the environment variable for their folder. */
export interface Installation {
  readonly packages: readonly string[];
  readonly variable: string;
}

function howToInstall({ packages, variable }: Installation): string {
  return `peer not installed (npm i --prefix FOLDER ${packages.join(' ')}; ${variable}=FOLDER)`;
}

/** A table of ours and the peer's, in the unit of the caller. */
export function engineTable(
  unit: string,
  { perSecond, peer }: BesidePeer,
  installation: Installation,
  format: (perSecond: number) => string,
): string[] {
  const theirs = peer ? [peer.name, format(peer.perSecond)] : [installation.packages[0]!, howToInstall(installation)];
  return table(['engine', unit], [['ours', format(perSecond)], theirs]);
}

/** There is no verdict without the peer. */
export function ratioVerdicts(what: string, { peer }: BesidePeer, atLeast: number): Verdict[] {
  if (!peer) return [];
  const [lowest, highest] = peer.ratioRange.map((ratio) => ratio.toFixed(1));
  return [
    {
      target: `${what}, ours / ${peer.name} ≥ ${atLeast}`,
      measured: `${peer.ratio.toFixed(1)} (rounds ${lowest}–${highest})`,
      met: peer.ratio >= atLeast,
    },
  ];
}

export function milliseconds(perSecond: number): string {
  return (1_000 / perSecond).toFixed(3);
}
