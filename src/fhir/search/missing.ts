import { excerptOf, say } from '../messages';
import type { IndexKind, SearchClause } from '../ports/search';
import type { ParameterFacts } from './kinds';
import { wrongValue } from './search-value-error';

/**
 * `name:missing=true`: resources without a value of the parameter.
 * @see https://hl7.org/fhir/R4/search.html#modifiers
 */
export function missingClause(
  { code, indexedAs = code }: ParameterFacts,
  of: IndexKind,
  [value = '', ...more]: readonly string[],
): SearchClause {
  if ((value === 'true' || value === 'false') && more.length === 0) {
    return { kind: 'missing', code: indexedAs, of, missing: value === 'true' };
  }
  const shown = excerptOf([value, ...more].join(','));
  throw wrongValue(code, say`${code}:missing must be true or false, not ${shown}`, say`Write ${code}:missing=true.`);
}
