import type { FhirResource } from 'fhir/r4';
import { COMMUNES_BY_WEIGHT } from './territory';
import { ESTABLISHMENTS } from './establishments';
import { Random } from './random';
import { treeOf, type Sequences } from './tree';

export interface GeneratedDirectory {
  /** Any text. The same seed gives the same resources; a larger count adds more after them. */
  readonly seed: string;
  /** Number of resources. */
  readonly count: number;
}

/**
 * Generates a fictitious but coherent directory of any size: each resource conforms to its profile and comes after
 * those it refers to. Only the tree of one legal entity is in memory at a time.
 */
export function* generateDirectory({ seed, count }: GeneratedDirectory): Generator<FhirResource> {
  const sequences: Sequences = { structures: 0, professionals: 0 };
  let left = count;
  for (let tree = 0; left > 0; tree += 1) {
    const random = new Random(`${seed}/${tree}`);
    const scene = { random, sequences, tree, commune: random.weighted(COMMUNES_BY_WEIGHT) };
    for (const resource of treeOf(random.weighted(ESTABLISHMENTS), scene)) {
      yield resource;
      left -= 1;
      if (left === 0) return;
    }
  }
}
