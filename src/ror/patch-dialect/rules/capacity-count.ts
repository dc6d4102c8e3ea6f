import { FhirError, isJsonNumber, type IssueDetail, type JsonValue } from '../../../fhir';
import { capacityFaults, countFault, hasBrokenCount } from '../../rules/capacities';
import { placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import type { Draft } from '../draft';
import { extensionPath } from '../extension-path';

/**
 * Half a bed is not an integer, so the engine would refuse it before any rule of the directory runs. This rule reports
 * all faults of the capacity at once instead, as those rules do. It records no applied rule.
 */
export const capacityCount: DialectRule = {
  name: 'capacity-count',
  read(draft, context) {
    const faults = faultsOf(draft, context);
    if (faults.length === 0) return undefined;
    const at = placeOf(draft, 'value', context);
    const issues = faults.map(({ path: _ofTheResource, ...fault }) => ({
      code: 'business-rule' as const,
      expression: at,
      ...fault,
    }));
    throw new FhirError('business-rule', issues[0]!.text, issues);
  },
};

function faultsOf({ type, path, value }: Draft, { resource }: RuleContext): readonly IssueDetail[] {
  if ((type !== 'add' && type !== 'replace') || value?.form !== 'typed') return [];
  const { content } = value;
  if (value.type === 'Extension') {
    if (!hasBrokenCount(content)) return [];
    return type === 'add' ? faultsOfAdded(content, resource.extension) : capacityFaults([content]);
  }
  const isCount = extensionPath(path.replace(/\.value(?:Integer)?$/, ''))?.url === 'nbCapacity';
  return isCount && value.type === 'integer' && isJsonNumber(content) && !Number.isInteger(Number(content))
    ? [countFault('valueInteger', content, undefined)]
    : [];
}

/** Faults of capacities already stored are not this client's. */
function faultsOfAdded(added: JsonValue, held: JsonValue | undefined): readonly IssueDetail[] {
  const before = Array.isArray(held) ? held : [];
  const known = new Set(capacityFaults(before).map(({ text }) => String(text)));
  return capacityFaults([...before, added]).filter(({ text }) => !known.has(String(text)));
}
