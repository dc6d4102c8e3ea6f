/** Holders of no more than this are small, bytes: a resource of common size, whatever is done with it. */
export const SMALL = 384 * 1024;
/** The part of a budget that small holders alone may use. */
const KEPT_FOR_SMALL = 1 / 4;

/**
 * Bytes that many may hold at once. Large holders leave a part of it to small ones, so that a few large requests do not
 * turn away the many small ones. One large holder always fits: what is too large at any time is for other limits to say.
 */
export class ByteBudget {
  private small = 0;
  private large = 0;
  private refusals = 0;

  /** @param limit bytes; Infinity for no limit */
  constructor(readonly limit: number) {}

  /** Bytes that are held. */
  get used(): number {
    return this.small + this.large;
  }

  /** How often there was no room. */
  get refused(): number {
    return this.refusals;
  }

  /**
   * A holder wants to hold `after` bytes instead of `before`; less is always possible.
   * @returns whether it does; if not, it still holds what it held
   */
  resize(before: number, after: number): boolean {
    const small = this.small - (before <= SMALL ? before : 0);
    const large = this.large - (before > SMALL ? before : 0);
    if (after > before && !this.fits(after, small, large)) {
      this.refusals += 1;
      return false;
    }
    this.small = small + (after <= SMALL ? after : 0);
    this.large = large + (after > SMALL ? after : 0);
    return true;
  }

  private fits(bytes: number, small: number, large: number): boolean {
    const all = small + large + bytes;
    if (bytes > SMALL) return large === 0 || all <= this.limit * (1 - KEPT_FOR_SMALL);
    return all <= this.limit || small + bytes <= this.limit * KEPT_FOR_SMALL;
  }
}
