/** Holders up to this size count as small, bytes. A resource of usual size stays below it, whatever is done with it. */
export const SMALL = 384 * 1024;
/** Share of a budget reserved for small holders. */
const KEPT_FOR_SMALL = 1 / 4;

/**
 * A budget of bytes shared by many holders. A part is reserved for small holders, so that a few large requests cannot
 * crowd out many small ones. A single large holder always fits; other limits bound its size.
 */
export class ByteBudget {
  private small = 0;
  private large = 0;
  private refusals = 0;

  /** @param limit bytes; Infinity for no limit */
  constructor(readonly limit: number) {}

  /** Bytes currently held. */
  get used(): number {
    return this.small + this.large;
  }

  /** Number of refusals. */
  get refused(): number {
    return this.refusals;
  }

  /**
   * Changes what a holder holds from `before` to `after` bytes. A decrease always succeeds.
   * @returns false when there is no room; the holder then keeps `before`
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
