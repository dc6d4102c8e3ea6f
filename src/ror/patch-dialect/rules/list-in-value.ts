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
          ? say`The value of this ${draft.type} is an empty list, where one ${type} is due.`
          : say`The value of this ${draft.type} is a list of ${type}, where one ${type} is due.`,
        isWholeList
          ? say`Give the entries the list should have; to take entries away send delete, one operation an entry.`
          : say`Send one operation an entry; only a replace of a whole list of the resource (${exampleList(context.resourceType)}) may give a list.`,
        expression,
      );
    }
    context.report({
      rule: this.name,
      text: say`A list of ${content.length} in the place of one ${type} was read as the list ${draft.path} should become.`,
      expression,
    });
    return { mended: draft };
  },
};
