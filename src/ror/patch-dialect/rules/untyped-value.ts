import { isJsonObject, isPrimitive, say, typeDefinition, valueKey, type JsonValue, type Message } from '../../../fhir';
import { typesMeant } from '../declared';
import { notAnOperation, placeOf, type DialectRule } from '../dialect-rule';

/** `"value": {…}` instead of `valueAddress: {…}` or nested parts: it is read as the type R4 declares at that place. */
export const untypedValue: DialectRule = {
  name: 'untyped-value',
  read(draft, context) {
    if (draft.value?.form !== 'untyped') return undefined;
    const { content } = draft.value;
    const expression = placeOf(draft, 'value', context);
    const types = typesMeant(context.resourceType, draft);
    const place = draft.name === undefined ? draft.path : `${draft.path}.${draft.name}`;
    const type = types.length === 1 ? types[0]! : undefined;
    if (type === undefined || type === 'Resource') {
      throw notAnOperation(
        say`The part value has a member "value" without a type, and ${place} does not say which type is meant.`,
        say`Name the type in the member: valueCodeableConcept, valueString, valueReference, ….`,
        expression,
      );
    }
    if (!hasShape(type, content)) {
      throw notAnOperation(
        say`${place} is of type ${type}, but the given value is not.`,
        whatToGive(type, place),
        expression,
      );
    }
    context.report({
      rule: this.name,
      text: say`A value without a type was read as ${type}, the type of ${place}.`,
      expression,
    });
    return { mended: { ...draft, value: { form: 'typed', type, content } } };
  },
};

function whatToGive(type: string, place: string): Message {
  if (type === 'Extension') {
    return say`End the path with the extension's value (${place}.value), and name the type in the member: valueInteger, valueString, ….`;
  }
  return isPrimitive(type)
    ? say`Send a single value in ${valueKey(type)}.`
    : say`Send an object with the elements of ${type}.`;
}

/** A scalar for a primitive, an object for any other type, or a list of them, which a later rule judges. */
function hasShape(type: string, content: JsonValue): boolean {
  if (Array.isArray(content)) return content.every((entry) => !Array.isArray(entry) && hasShape(type, entry));
  if (content === null) return false;
  return isJsonObject(content) ? typeDefinition(type) !== undefined : isPrimitive(type);
}
