/** Values by lists of objects that are the same objects. A value goes when one of its objects does. */
export class ByIdentity<T> {
  private readonly root: Node<T> = {};

  /** @param keys as many each time */
  of(keys: readonly object[], make: () => T): T {
    let node = this.root;
    for (const key of keys) {
      const next = (node.next ??= new WeakMap<object, Node<T>>());
      let child = next.get(key);
      if (!child) next.set(key, (child = {}));
      node = child;
    }
    return (node.made ??= { value: make() }).value;
  }
}

interface Node<T> {
  next?: WeakMap<object, Node<T>>;
  made?: { readonly value: T };
}
