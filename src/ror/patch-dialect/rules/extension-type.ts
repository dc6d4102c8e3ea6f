import { isJsonObject, isPrimitive, say } from '../../../fhir';
import { placeOf, type DialectRule } from '../dialect-rule';
import { extensionValueType } from '../extension-types';

/** `"value": 3` for an extension of the guide: R4 leaves the type of its value open, but the guide fixes it. */
export const extensionType: DialectRule = {
  name: 'extension-type',
  read(draft, context) {
    if (draft.type !== 'replace' || draft.name !== undefined || draft.value?.form !== 'untyped') return undefined;
    const { content } = draft.value;
    const type = extensionValueType(draft.path);
    if (type === undefined || content === null || Array.isArray(content)) return undefined;
    // An object in the place of the extension is the extension itself, which `untyped-value` reads.
    const isItsValue = isJsonObject(content) ? draft.path.endsWith('.value') : true;
    if (!isItsValue || isPrimitive(type) === isJsonObject(content)) return undefined;
    context.report({
      rule: this.name,
      text: say`A value without a type was read as ${type}, the type the guide gives to this extension.`,
      expression: placeOf(draft, 'value', context),
    });
    return { mended: { ...draft, value: { form: 'typed', type, content } } };
  },
};
