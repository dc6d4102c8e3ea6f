import { quoted } from './condition';
import type { ChildTable } from './table-mapping';

/** A column of child rows, and the column of the table that it equals. */
export type Link = readonly [own: string, owner: string];

/** What links child rows to their parent. @param key column of the table that has the key */
export function linksOf({ parent }: Pick<ChildTable, 'parent'>, key: string): readonly Link[] {
  return typeof parent === 'string' ? [[parent, key]] : Object.entries(parent);
}

/** The condition by which child rows belong to a row. @param child alias of the child table; @param owner of the table */
export function isLinked(links: readonly Link[], child: string, owner: string): string {
  return links.map(([own, of]) => `${child}.${quoted(own)} = ${owner}.${quoted(of)}`).join(' AND ');
}
