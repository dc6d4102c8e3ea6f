import type { IndexEntry } from '../ports/index-change';
import { entryKey, isSameEntry } from './entry-key';

/** Up to this number, entries are compared one by one, which costs less than their keys. */
const FEW = 16;

/** The entries of one parameter without duplicates. */
export class DistinctEntries {
  /**
   * The words that were added, because words are most entries of a resource and building full keys would dominate the
   * cost.
   */
  private words: Set<string> | undefined;
  /** The entries of these words. */
  private readonly ofWords: IndexEntry[] = [];
  private readonly few: IndexEntry[] = [];
  /** Instead of `few`, once there are more. */
  private keyed: Map<string, IndexEntry> | undefined;

  /** @param code code of most entries */
  constructor(private readonly code: string) {}

  get size(): number {
    return this.ofWords.length + (this.keyed?.size ?? this.few.length);
  }

  get all(): readonly IndexEntry[] {
    const others = this.keyed ? [...this.keyed.values()] : this.few;
    if (others.length === 0) return this.ofWords;
    return this.ofWords.length === 0 ? others : [...this.ofWords, ...others];
  }

  add(entry: IndexEntry): void {
    if (entry.kind === 'words' && entry.code === this.code && entry.record === undefined) {
      this.words ??= new Set();
      if (this.words.has(entry.words)) return;
      this.words.add(entry.words);
      this.ofWords.push(entry);
    } else if (this.keyed) {
      this.keyed.set(entryKey(entry), entry);
    } else if (!this.few.some((other) => isSameEntry(other, entry))) {
      this.few.push(entry);
      if (this.few.length > FEW) this.keyed = new Map(this.few.map((each) => [entryKey(each), each]));
    }
  }
}
