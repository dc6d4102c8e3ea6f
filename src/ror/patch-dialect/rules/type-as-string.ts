import { say } from '../../../fhir';
import { placeOf, type DialectRule } from '../dialect-rule';

/** The operation's type as `valueString` instead of `valueCode`. The engine accepts both, so this is only reported. */
export const typeAsString: DialectRule = {
  name: 'type-as-string',
  read(draft, context) {
    const sent = draft.parts.find((part) => part.name === 'type');
    if (sent?.valueString === undefined) return undefined;
    context.report({
      rule: this.name,
      text: say`The operation's type was given as valueString and read as valueCode ${draft.type}.`,
      expression: placeOf(draft, 'type', context),
    });
    return { mended: { ...draft } };
  },
};
