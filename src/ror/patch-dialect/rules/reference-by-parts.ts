import { typesMeant } from '../declared';
import { placeOf, type DialectRule } from '../dialect-rule';
import { elementOf, say, typeOfKey, type JsonObject, type JsonValue } from '../../../fhir';

/** A Reference given child by child, as only anonymous types may be, is read as one `valueReference`. */
export const referenceByParts: DialectRule = {
  name: 'reference-by-parts',
  read(draft, context) {
    if (draft.value?.form !== 'parts') return undefined;
    const types = typesMeant(context.resourceType, draft);
    if (types.length !== 1 || types[0] !== 'Reference') return undefined;
    const children = draft.value.parts.map(childOf);
    if (!children.every((child) => child !== undefined)) return undefined;
    const content = Object.fromEntries(children);
    if (Object.keys(content).length !== children.length) return undefined;
    context.report({
      rule: this.name,
      text: say`A Reference given by its parts was read as valueReference.`,
      expression: placeOf(draft, 'value', context),
    });
    return { mended: { ...draft, value: { form: 'typed', type: 'Reference', content } } };
  },
};

/** `{name: 'reference', valueString: 'Location/1'}` -> `['reference', 'Location/1']`; undefined for any other shape. */
function childOf(part: JsonObject): [string, JsonValue] | undefined {
  const [member, ...more] = Object.keys(part).filter((key) => key !== 'name');
  const { name } = part;
  if (member === undefined || more.length > 0 || typeof name !== 'string') return undefined;
  if (typeOfKey(member) === undefined || !elementOf('Reference', name)) return undefined;
  return [name, part[member]!];
}
