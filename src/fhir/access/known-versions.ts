import { LRUCache } from 'lru-cache';
import type { StoredVersion } from '../ports/versions';

/** What was found out about a version that is shown in part, so that it is not read again for each who asks. */
export interface KnownVersion {
  /** Its text: what is known is known of that alone, whatever a store says about versions. */
  readonly json: string;
  /** Labels that the whole of it carries, as bits. */
  readonly whole: number;
  /** As somebody is shown it, by the labels that are hidden from them; undefined: the text itself. */
  readonly shown: Map<number, string | undefined>;
}

/** Room for a thousand or two resources of usual size, with a view or two of each. */
const MOST_BYTES = 32 * 1024 ** 2;
const ENTRY_BYTES = 300;
/** A text with one character outside of Latin-1 takes two bytes for each. */
const BYTES_A_CHARACTER = 2;
/** Of one version. There are as many ways to see it as policies make; the oldest is forgotten. */
const MOST_VIEWS = 16;

/** Versions never change, so what they look like to whom does not either. Bounded by what is kept. */
export class KnownVersions {
  private readonly known = new LRUCache<string, KnownVersion>({
    maxSize: MOST_BYTES,
    sizeCalculation: weightOf,
  });

  get(version: StoredVersion): KnownVersion | undefined {
    const known = this.known.get(keyOf(version));
    return known?.json === version.json ? known : undefined;
  }

  keep(version: StoredVersion, known: KnownVersion): void {
    this.known.set(keyOf(version), known);
  }

  /** @param shown undefined: the text itself */
  keepShown(version: StoredVersion, known: KnownVersion, hidden: number, shown: string | undefined): void {
    if (known.shown.size >= MOST_VIEWS) known.shown.delete(known.shown.keys().next().value!);
    known.shown.set(hidden, shown);
    // Once more, for it weighs more now.
    this.known.delete(keyOf(version));
    this.keep(version, known);
  }
}

function keyOf({ type, id, versionId }: StoredVersion): string {
  return `${type}/${id}/${versionId}`;
}

function weightOf({ json, shown }: KnownVersion): number {
  let characters = json.length;
  for (const text of shown.values()) characters += text?.length ?? 0;
  return characters * BYTES_A_CHARACTER + ENTRY_BYTES;
}
