import type { IndexEntry } from '../ports/index-change';
import { entryKey } from './entry-key';

/** The entries of one parameter without duplicates. */
export class DistinctEntries {
  /**
   * Keyed by the word alone, because words are most entries of a resource and building full keys would dominate the
   * cost.
   */
  private readonly words = new Map<string, IndexEntry>();
  private readonly others = new Map<string, IndexEntry>();

  /** @param code code of most entries */
  constructor(private readonly code: string) {}

  get size(): number {
    return this.words.size + this.others.size;
  }

  get all(): readonly IndexEntry[] {
    return this.words.size === 0 ? [...this.others.values()] : [...this.words.values(), ...this.others.values()];
  }

  add(entry: IndexEntry): void {
    if (entry.kind === 'words' && entry.code === this.code && entry.record === undefined) {
      this.words.set(entry.words, entry);
    } else {
      this.others.set(entryKey(entry), entry);
    }
  }
}
