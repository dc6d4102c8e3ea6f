import { isJsonObject, isPrimitive, say, type JsonObject } from '../../../fhir';
import { typesMeant } from '../declared';
import { placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import { withValuePart, type Draft } from '../draft';
import { extensionValueType } from '../extension-types';
import { plainValue } from '../plain-value';

/**
 * `{name: 'value', part: [{name: 'value', value: 280}]}` where a single value is expected. A primitive has no parts,
 * and an extension is not replaced by its value alone, so the inner value is meant, however deep it is nested.
 */
export const nestedValue: DialectRule = {
  name: 'nested-value',
  read(draft, context) {
    const index = draft.parts.findIndex(({ name }) => name === 'value');
    const sent = draft.parts[index];
    const inner = sent && innermost(sent);
    if (!inner || inner === sent || !takesOneValue(draft, context)) return undefined;
    context.report({
      rule: this.name,
      text: say`A value inside the part value was read as the value itself.`,
      expression: placeOf(draft, 'value', context),
    });
    return { mended: withValuePart(draft, index, inner) };
  },
};

function innermost(part: JsonObject): JsonObject | undefined {
  const plain = plainValue(part);
  if (plain?.part === undefined) return plain;
  const parts = Array.isArray(plain.part) ? plain.part : [];
  const [only] = parts;
  return parts.length === 1 && isJsonObject(only) ? innermost(only) : undefined;
}

function takesOneValue(draft: Draft, { resourceType }: RuleContext): boolean {
  const types = typesMeant(resourceType, draft);
  const type = types.length === 1 ? types[0]! : (extensionValueType(draft.path) ?? '');
  return isPrimitive(type) || (type === 'Extension' && draft.type === 'replace');
}
