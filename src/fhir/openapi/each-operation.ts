import type { Operation, PathItem } from './openapi-types';

/** Methods of a path item, in the order of the document. */
export const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const satisfies (keyof PathItem)[];

/** A copy of a path item with each operation changed. */
export function eachOperation(item: PathItem, change: (operation: Operation) => Operation): PathItem {
  const changed = METHODS.flatMap((method) => (item[method] ? [[method, change(item[method])] as const] : []));
  return { ...item, ...Object.fromEntries(changed) };
}
