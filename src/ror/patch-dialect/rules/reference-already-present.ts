import { elementOf, isJsonObject, say, type JsonValue } from '../../../fhir';
import { entriesOf, placeOf, type DialectRule } from '../dialect-rule';

/** Adding a reference to a list that already holds it, as a repeated request does, changes nothing. */
export const referenceAlreadyPresent: DialectRule = {
  name: 'reference-already-present',
  read(draft, context) {
    if (draft.type !== 'add' || draft.path !== context.resourceType || draft.name === undefined) return undefined;
    if (draft.value?.form !== 'typed' || draft.value.type !== 'Reference') return undefined;
    const target = targetOf(draft.value.content);
    if (target === undefined || !elementOf(context.resourceType, draft.name)?.element.repeats) return undefined;
    const index = entriesOf(context.resource, draft.name).findIndex((entry) => targetOf(entry) === target);
    if (index < 0) return undefined;
    context.report({
      rule: this.name,
      text: say`${context.resourceType}.${draft.name}[${index}] already refers to ${target}: it was not added again.`,
      expression: placeOf(draft, 'value', context),
    });
    return { final: [] };
  },
};

function targetOf(reference: JsonValue): string | undefined {
  return isJsonObject(reference) && typeof reference.reference === 'string' ? reference.reference : undefined;
}
