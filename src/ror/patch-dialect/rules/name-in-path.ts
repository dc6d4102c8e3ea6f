import { elementOf, say } from '../../../fhir';
import { placeOf, type DialectRule } from '../dialect-rule';
import type { Draft } from '../draft';

/** The path is the resource and a `name` part gives the element, as for `add`: the element goes into the path. */
const nameInPath = (type: string, name: string, applies: (draft: Draft) => boolean): DialectRule => ({
  name,
  read(draft, context) {
    if (draft.type !== type || draft.path !== context.resourceType || draft.name === undefined) return undefined;
    const known = elementOf(context.resourceType, draft.name);
    if (!known || !applies(draft)) return undefined;
    const path = `${context.resourceType}.${known.element.name}`;
    context.report({
      rule: name,
      text: say`${type} of ${draft.path} with the name ${draft.name} was read as ${type} of ${path}.`,
      expression: placeOf(draft, 'path', context),
    });
    const { name: _inPath, ...rest } = draft;
    return { mended: { ...rest, path } };
  },
});

export const nameOnReplace = nameInPath('replace', 'name-on-replace', () => true);

/** A delete that also has a value means one entry of the element, which `delete-by-value` handles. */
export const nameOnDelete = nameInPath('delete', 'name-on-delete', (draft) => draft.value === undefined);
