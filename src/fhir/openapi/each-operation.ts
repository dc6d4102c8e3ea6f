import type { Operation, PathItem } from './openapi-types';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const satisfies (keyof PathItem)[];

/** The same path, with another operation in place of each. */
export function eachOperation(item: PathItem, change: (operation: Operation) => Operation): PathItem {
  const changed = METHODS.flatMap((method) => (item[method] ? [[method, change(item[method])] as const] : []));
  return { ...item, ...Object.fromEntries(changed) };
}
