import { say } from '../../../fhir';
import { isDeepStrictEqual } from 'node:util';
import { entriesOf, placeOf, type DialectRule } from '../dialect-rule';
import type { Draft } from '../draft';

/**
 * replace of a whole first-level list by a list. Entries are replaced by position, and only where they differ, so an
 * equal list yields no operation and the list is never empty in between.
 */
export const replaceWholeList: DialectRule = {
  name: 'replace-whole-list',
  read(draft, context) {
    if (draft.type !== 'replace' || draft.value?.form !== 'typed' || !Array.isArray(draft.value.content))
      return undefined;
    const { type, content: wanted } = draft.value;
    const { path } = draft;
    const name = path.slice(context.resourceType.length + 1);
    const held = entriesOf(context.resource, name);
    context.report({
      rule: this.name,
      text: say`${path} becomes exactly the given list: ${held.length} before, ${wanted.length} after; entries missing from the list are removed.`,
      expression: placeOf(draft, 'path', context),
    });
    const typed = (index: number) => ({ form: 'typed', type, content: wanted[index]! }) as const;
    const operations: Draft[] = [];
    for (let index = 0; index < wanted.length; index++) {
      if (index >= held.length) {
        operations.push({ type: 'add', path: context.resourceType, name, value: typed(index), parts: [] });
      } else if (!isDeepStrictEqual(held[index], wanted[index])) {
        operations.push({ type: 'replace', path: `${path}[${index}]`, value: typed(index), parts: [] });
      }
    }
    for (let index = held.length - 1; index >= wanted.length; index--) {
      operations.push({ type: 'delete', path: `${path}[${index}]`, parts: [] });
    }
    return { final: operations };
  },
};
