import { say, typeOfKey } from '../../../fhir';
import type { DialectRule } from '../dialect-rule';
import { withValuePart } from '../draft';
import { plainValue } from '../plain-value';

/** `{name: 'valueInteger', value: 0}`: the name of the part is the type, and the part is the value. */
export const typeInPartName: DialectRule = {
  name: 'type-in-part-name',
  read(draft, context) {
    const index = draft.parts.findIndex((part) => typeof part.name === 'string' && typeOfKey(part.name));
    const sent = draft.parts[index];
    const name = sent?.name as string;
    const part = sent && plainValue(sent);
    const isOnlyValue =
      draft.parts.filter((each) => typeof each.name === 'string' && each.name.startsWith('value')).length === 1;
    if (!part || !isOnlyValue) return undefined;
    context.report({
      rule: this.name,
      text: say`A part named ${name} was read as the part value with the member ${name}.`,
      expression: `${context.expression}.part[${index}]`,
    });
    return { mended: withValuePart(draft, index, part) };
  },
};
