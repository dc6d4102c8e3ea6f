import { say } from '../../../fhir';
import { typesMeant } from '../declared';
import { placeOf, type DialectRule } from '../dialect-rule';
import { extensionPath } from '../extension-path';

/** replace of an extension with a value of another type, such as `valueInteger`, means the value of the extension. */
export const extensionValue: DialectRule = {
  name: 'extension-value',
  read(draft, context) {
    if (draft.type !== 'replace' || draft.name !== undefined || !picksSome(draft.path)) return undefined;
    if (draft.value?.form !== 'typed' || draft.value.type === 'Extension') return undefined;
    if (typesMeant(context.resourceType, draft).join() !== 'Extension') return undefined;
    const path = `${draft.path}.value`;
    context.report({
      rule: this.name,
      text: say`replace of an extension with a value of type ${draft.value.type} was read as replace of its value, with a path that ends with .value.`,
      expression: placeOf(draft, 'path', context),
    });
    return { mended: { ...draft, path } };
  },
};

/** False for a whole list of extensions, which has no value. */
function picksSome(path: string): boolean {
  const picked = extensionPath(path);
  return picked !== undefined && (picked.url !== undefined || picked.byPlace);
}
