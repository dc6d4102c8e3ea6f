import type { FhirResource } from 'fhir/r4';
import { COMMUNES_BY_WEIGHT } from './territory';
import { ESTABLISHMENTS } from './establishments';
import { Random } from './random';
import { treeOf, type Sequences } from './tree';

export interface GeneratedDirectory {
  /** Any text: the same one gives the same resources, and a larger count more of them after those. */
  readonly seed: string;
  /** Resources. */
  readonly count: number;
}

/**
 * A directory of the size of a country that is made up and coherent: each resource conforms to its profile and comes after
 * those it refers to. Only the tree of one legal entity is in memory at once.
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
