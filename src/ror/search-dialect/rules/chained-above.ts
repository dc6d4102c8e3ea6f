import { say, type SearchDialectContext } from '../../../fhir';
import { placeOf, type SearchRule } from '../search-rule';

/** `organization.identifier:above`: a chain over references with the modifier at the end. */
const NOW = /^([\w-]+(?:\.[\w-]+)*)\.([\w-]+):above$/;
/** The form of the guide until 0.6: `organization:above.identifier`. */
const BEFORE = /^([\w-]+):above\.([\w.-]+)$/;
const TREE = 'partof:above';

/**
 * A chain with `:above` means the resource referred to, or one of its ancestors by partOf. R4 does not define this
 * modifier for most parameters, and gives it another meaning for codes.
 */
export const chainedAbove: SearchRule = {
  name: 'chained-above',
  read(criterion, context) {
    const name = inTree(criterion.name, context);
    if (name === undefined) return undefined;
    context.report({
      rule: this.name,
      text: say`${criterion.name} was read as ${name}: it applies to the resource referred to, or to one above it by partOf.`,
      expression: placeOf(criterion),
    });
    return { ...criterion, name };
  },
};

function inTree(name: string, context: SearchDialectContext): string | undefined {
  if (!name.includes(':above')) return undefined;
  const now = NOW.exec(name);
  // `partof:above.name` is understood without a rule.
  const [, chain = '', parameter = ''] = now ?? (context.knows(name) ? [] : (BEFORE.exec(name) ?? []));
  const found = `${chain}.${TREE}.${parameter}`;
  return chain !== '' && context.knows(found) ? found : undefined;
}
