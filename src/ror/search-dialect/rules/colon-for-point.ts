import { say } from '../../../fhir';
import { placeOf, type SearchRule } from '../search-rule';

/** `location:equipment-type` for `location.equipment-type`. */
export const colonForPoint: SearchRule = {
  name: 'colon-for-point',
  read(criterion, context) {
    const [, reference, parameter] = /^([\w-]+):([\w.-]+)$/.exec(criterion.name) ?? [];
    if (reference === undefined || context.typeOf(reference) !== 'reference' || context.knows(criterion.name))
      return undefined;
    const name = `${reference}.${parameter}`;
    if (!context.knows(name)) return undefined;
    const text = say`${criterion.name} was read as ${name}.`;
    context.report({ rule: this.name, text, expression: placeOf(criterion) });
    return { ...criterion, name };
  },
};
