import { isJsonObject, repairElement, typeOfKey, type JsonObject, type JsonValue } from '../../../fhir';
import { placeOf, type DialectRule, type RuleContext } from '../dialect-rule';

/**
 * Repairs objects and scalars where R4 requires lists, and numbers given as text, inside the value. The framework makes
 * and reports the repairs.
 */
export const repairValue: DialectRule = {
  name: 'repair-value',
  read(draft, context) {
    const expression = placeOf(draft, 'value', context);
    const { value } = draft;
    if (value?.form === 'typed') {
      const content = repairEntries(value.type, value.content, `${expression}.value`, context);
      return content === value.content ? undefined : { mended: { ...draft, value: { ...value, content } } };
    }
    if (value?.form !== 'parts') return undefined;
    const parts = repairParts(value.parts, expression, context);
    return parts === value.parts ? undefined : { mended: { ...draft, value: { form: 'parts', parts } } };
  },
};

/** A list in the place of a single value is repaired entry by entry; `list-in-value` judges it. */
function repairEntries(type: string, content: JsonValue, expression: string, context: RuleContext): JsonValue {
  if (!Array.isArray(content)) return repairOne(type, content, expression, context);
  return mapUnlessSame(content, (entry, index) =>
    repairOne(type, entry, `${expression}[${index}]`, context),
  ) as JsonValue[];
}

function repairParts(parts: readonly JsonObject[], expression: string, context: RuleContext): readonly JsonObject[] {
  return mapUnlessSame(parts, (part, index) => repairPart(part, `${expression}.part[${index}]`, context));
}

function repairPart(part: JsonObject, expression: string, context: RuleContext): JsonObject {
  const mended = Object.entries(part).map(([member, content]): [string, JsonValue] => {
    if (member === 'part' && Array.isArray(content) && content.every(isJsonObject)) {
      return [member, repairParts(content, expression, context) as JsonValue[]];
    }
    const type = typeOfKey(member);
    return [member, type === undefined ? content : repairOne(type, content, `${expression}.value`, context)];
  });
  return mended.every(([member, content]) => part[member] === content) ? part : Object.fromEntries(mended);
}

function repairOne(type: string, content: JsonValue, expression: string, context: RuleContext): JsonValue {
  const { value, repairs } = repairElement(type, content, expression);
  for (const repair of repairs) context.report(repair);
  return repairs.length > 0 ? value : content;
}

function mapUnlessSame<T>(list: readonly T[], change: (entry: T, index: number) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((entry, index) => entry === list[index]) ? list : changed;
}
