import { say, type Message } from './messages';
import type { Terminal } from './terminal';

/** How far a task has got. */
export interface Progress {
  readonly done: number;
  /** Share of the whole, from 0 to 1; undefined when unknown. */
  readonly share?: number | undefined;
}

/** Interval between redraws of the bar, and between lines when the output is not a terminal. */
const DRAWN_EVERY_MS = 200;
const TOLD_EVERY_MS = 10_000;
const BAR = 24;
/** The period over which the rate is computed. */
const RATE_OVER_MS = 15_000;

/**
 * Shows progress: a redrawn bar on a terminal, an occasional line elsewhere. The rate and the remaining time are based
 * on the recent past.
 */
export class ProgressLine {
  private readonly isTerminal: boolean;
  private told: number;
  private past: readonly { readonly at: number; readonly progress: Progress }[];

  /** @param unit what is counted, such as say`resources` */
  constructor(
    private readonly terminal: Terminal,
    private readonly unit: Message,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.isTerminal = terminal.surroundings.stderr.isTTY === true;
    this.told = now();
    this.past = [{ at: this.told, progress: { done: 0, share: 0 } }];
  }

  /** Cheap to call between two updates. */
  at(progress: Progress): void {
    const at = this.now();
    if (at - this.told < (this.isTerminal ? DRAWN_EVERY_MS : TOLD_EVERY_MS)) return;
    this.told = at;
    const since = this.past.find((each) => at - each.at <= RATE_OVER_MS) ?? this.past.at(-1)!;
    this.past = [...this.past.filter((each) => each.at >= since.at), { at, progress }];
    const text = this.terminal.say(this.text(progress, since, at));
    const { stderr } = this.terminal.surroundings;
    stderr.write(this.isTerminal ? `\r${text.slice(0, (stderr.columns ?? 80) - 1)}\u001b[K` : `${text}\n`);
  }

  /** Clears the line for the output that follows. */
  end(): void {
    if (this.isTerminal) this.terminal.surroundings.stderr.write('\r\u001b[K');
  }

  private text({ done, share }: Progress, since: { at: number; progress: Progress }, at: number): Message {
    const seconds = Math.max((at - since.at) / 1_000, 0.001);
    const rate = grouped(Math.round((done - since.progress.done) / seconds));
    if (share === undefined) return say`${grouped(done)} ${this.unit}, ${rate}/s`;
    const filled = Math.round(share * BAR);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
    const pace = (share - (since.progress.share ?? 0)) / seconds;
    const left = pace > 0 ? duration((1 - share) / pace) : '…';
    return say`${bar} ${Math.floor(share * 100)} %  ${grouped(done)} ${this.unit}  ${rate}/s  ${left} left`;
  }
}

/** Formats 1234567 as `1 234 567`, readable in both languages. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `3 min 20 s` */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}
