import type { IndexEntry } from '../ports/index-change';
import { entryKey } from './entry-key';

/** Entries of one parameter, each once. */
export class DistinctEntries {
  /** By the word alone, which is most of the entries of a resource: a key that is put together would cost more than all else. */
  private readonly words = new Map<string, IndexEntry>();
  private readonly others = new Map<string, IndexEntry>();

  /** @param code of most of them */
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
