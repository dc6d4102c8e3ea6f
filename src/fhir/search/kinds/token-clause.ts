import type { SearchClause } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import type { ParameterFacts } from './kind';
import { tokenOf } from './token-value';

/** Code suffix of entries for the system alone: `identifier:system`. Their value is the system. */
export const SYSTEM = 'system';

/** The code of the entries for the system alone. */
export function systemCode(code: string): string {
  return `${code}:${SYSTEM}`;
}

/**
 * The clause for token values: `system|value`, or `system|` for all values of a system.
 * @param not whether none of them must occur
 * @throws FhirError `invalid-request`
 */
export function tokenClause(
  { code, indexedAs = code, answers = () => true }: ParameterFacts,
  alternatives: readonly string[],
  not?: true,
): SearchClause {
  const isWhole = (text: string): boolean =>
    text.endsWith('|') && answers('token', true) && systemOf(text) !== undefined;
  const [whole, single] = [alternatives.filter(isWhole), alternatives.filter((text) => !isWhole(text))];
  const clause = (of: string, values: readonly { readonly value: string }[]): SearchClause => ({
    kind: 'token',
    code: of,
    values,
    ...(not && { not }),
  });
  const clauses = [
    ...(single.length > 0 ? [clause(indexedAs, single.map((text) => tokenOf(code, text)))] : []),
    ...(whole.length > 0 ? [clause(systemCode(indexedAs), whole.map((text) => ({ value: systemOf(text)! })))] : []),
  ]; // prettier-ignore
  return clauses.length === 1 ? clauses[0]! : { kind: not ? 'all' : 'any', clauses };
}

/** The system of `system|`; undefined when there is a value or no system. */
function systemOf(text: string): string | undefined {
  const [system, value, ...more] = splitAt('|', text).map(unescape);
  return system !== '' && value === '' && more.length === 0 ? system : undefined;
}
