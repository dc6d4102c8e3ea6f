import type { JsonPath } from '../errors/json-path';

/** Several paths as a tree, so that one walk over a text finds all of them. */
export class PathTree {
  /** Indexes of the paths that end here. */
  readonly ends: number[] = [];
  private readonly branches = new Map<string | number, PathTree>();

  static of(paths: readonly JsonPath[]): PathTree {
    const root = new PathTree();
    paths.forEach((path, number) => path.reduce((tree: PathTree, step) => tree.grow(step), root).ends.push(number));
    return root;
  }

  get isLeaf(): boolean {
    return this.branches.size === 0;
  }

  branch(step: string | number): PathTree | undefined {
    return this.branches.get(step);
  }

  /** The subtree at a path. */
  at(path: JsonPath): PathTree | undefined {
    return path.reduce<PathTree | undefined>((tree, step) => tree?.branch(step), this);
  }

  private grow(step: string | number): PathTree {
    const known = this.branches.get(step);
    if (known) return known;
    const branch = new PathTree();
    this.branches.set(step, branch);
    return branch;
  }
}
