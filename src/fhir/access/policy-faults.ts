import { Logger } from '@nestjs/common';

/** A policy may make labels up from resources; the log must not grow without limit. */
const MOST = 100;
const LONGEST = 80;

/**
 * Mistakes of access policies that show only when they are asked. What they concern is then hidden, and the operator is
 * told once.
 */
export class PolicyFaults {
  private readonly logger = new Logger('AccessPolicy');
  private readonly told = new Set<string>();

  /** @param consequence what happens now */
  unnamed(policy: string, label: string, place: string, consequence: string): void {
    const shown = JSON.stringify(label.slice(0, LONGEST));
    this.tell(`The access policy ${policy} does not name the label ${shown} of ${place}: ${consequence}`);
  }

  tell(text: string): void {
    if (this.told.has(text) || this.told.size === MOST) return;
    this.told.add(text);
    this.logger.error(text);
  }
}
