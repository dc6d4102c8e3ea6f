import { say } from '../../../fhir';
import { firstLevelElement } from '../declared';
import { notAnOperation, placeOf, type DialectRule } from '../dialect-rule';
import { exampleList } from '../example-path';

/**
 * `valueContactPoint: […]` means "this is now the list", which only a replace of a whole first-level list can express.
 */
export const listInValue: DialectRule = {
  name: 'list-in-value',
  read(draft, context) {
    if (draft.value?.form !== 'typed' || !Array.isArray(draft.value.content)) return undefined;
    const expression = placeOf(draft, 'value', context);
    const { type, content } = draft.value;
    const isWholeList = draft.type === 'replace' && firstLevelElement(context.resourceType, draft.path)?.repeats;
    if (!isWholeList || content.length === 0 || content.includes(null)) {
      throw notAnOperation(
        content.length === 0
          ? say`The value of this ${draft.type} is an empty list; send one ${type}.`
          : say`The value of this ${draft.type} is a list of ${type}; send one ${type}.`,
        isWholeList
          ? say`Send the entries that the list should have; to remove entries, send one delete per entry.`
          : say`Send one operation per entry; only a replace of a whole list of the resource (${exampleList(context.resourceType)}) may have a list as its value.`,
        expression,
      );
    }
    context.report({
      rule: this.name,
      text: say`A list of ${content.length} instead of one ${type} was read as the new content of ${draft.path}.`,
      expression,
    });
    return { mended: draft };
  },
};
