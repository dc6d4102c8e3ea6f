import { say } from '../../../fhir';
import { firstLevelElement } from '../declared';
import { entriesOf, notApplicable, placeOf, type DialectRule } from '../dialect-rule';

/**
 * replace of a whole first-level list by one entry: unambiguous while the list holds one; an empty list gets the entry.
 */
export const replaceAbsent: DialectRule = {
  name: 'replace-absent',
  read(draft, context) {
    const element = draft.type === 'replace' ? firstLevelElement(context.resourceType, draft.path) : undefined;
    if (!element?.repeats || !draft.value) return undefined;
    const held = entriesOf(context.resource, element.name).length;
    if (held === 1) return undefined;
    const expression = placeOf(draft, 'path', context);
    if (held > 1) {
      throw notApplicable(
        'multiple-matches',
        say`${draft.path} has ${held} entries, but only one value is given to replace them.`,
        say`Select the entry by index (${draft.path}[0]) or by condition (${draft.path}.where(…)).`,
        expression,
      );
    }
    context.report({
      rule: this.name,
      text: say`replace of ${draft.path}, which has no entry, was read as add.`,
      expression,
    });
    return { mended: { ...draft, type: 'add', path: context.resourceType, name: element.name } };
  },
};
