import { LRUCache } from 'lru-cache';
import type { StoredVersion } from '../ports/versions';

/** What is known of a version that is shown in part, so that it is not parsed again for each client. */
export interface KnownVersion {
  /** Its text. The entry applies to this text only, whatever a store reports about versions. */
  readonly json: string;
  /** Labels of the whole resource, as bits. */
  readonly whole: number;
  /** Labels of the resource and of all its elements, as bits. */
  readonly any: number;
  /** The text shown, by the bits of the hidden labels; undefined stands for the text itself. */
  readonly shown: Map<number, string | undefined>;
}

/** Enough for one or two thousand resources of usual size, with one or two views each. */
const MOST_BYTES = 32 * 1024 ** 2;
const ENTRY_BYTES = 300;
/** A string with any character outside Latin-1 takes two bytes per character. */
const BYTES_A_CHARACTER = 2;
/** Per version. Policies determine how many views exist; the oldest is dropped. */
const MOST_VIEWS = 16;

/** Versions never change, so neither do their views. Bounded by size. */
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

  /** @param shown undefined stands for the text itself */
  keepShown(version: StoredVersion, known: KnownVersion, hidden: number, shown: string | undefined): void {
    if (known.shown.size >= MOST_VIEWS) known.shown.delete(known.shown.keys().next().value!);
    known.shown.set(hidden, shown);
    // Stored again because its size has grown.
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
