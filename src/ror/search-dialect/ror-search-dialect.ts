import { say, type SearchDialect } from '../../fhir';
import { chainedAbove } from './rules/chained-above';
import { colonForPoint } from './rules/colon-for-point';
import { practitionerOfService } from './rules/practitioner-of-service';
import { systemOnce } from './rules/system-once';
import type { SearchRule } from './search-rule';

/** In order of application: the meaning of a name, then its values. */
export const SEARCH_RULES: readonly SearchRule[] = [practitionerOfService, colonForPoint, chainedAbove, systemOnce];

/** Reads searches as the ROR implementation guide prints them. */
export const rorSearchDialect: SearchDialect = {
  translate: (criterion, context) => SEARCH_RULES.reduce((read, rule) => rule.read(read, context) ?? read, criterion),
  filter: {
    repeated: {
      rule: 'filter-repeated',
      text: say`A value without a comparison, in _filter, was compared as the one before it.`,
    },
    capitals: { rule: 'filter-capitals', text: say`AND, OR and NOT, in _filter, were read as and, or and not.` },
    equals: { rule: 'filter-equals', text: say`An equals sign, in _filter, was read as eq.` },
    begins: { rule: 'filter-begins', text: say`eq of a text, in _filter, was read as begins with.` },
  },
};
