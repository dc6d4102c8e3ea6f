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
      text: say`In _filter, a value without an operator was compared like the one before it.`,
    },
    capitals: { rule: 'filter-capitals', text: say`In _filter, AND, OR and NOT were read as and, or and not.` },
    equals: { rule: 'filter-equals', text: say`In _filter, an equals sign was read as eq.` },
    begins: { rule: 'filter-begins', text: say`In _filter, eq on a string was read as “starts with”.` },
  },
};
