import type { SearchClause } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import type { ParameterFacts } from './kind';
import { tokenOf } from './token-value';

/** `identifier:system`: by the system alone, which stands in the place of the value. */
export const SYSTEM = 'system';

/**
 * What a resource must be for values of a token: `system|value`, or all of a system, `system|`.
 * @param not none of them is there
 * @throws FhirError `invalid-request`
 */
export function tokenClause(
  { code, indexedAs = code, answers = () => true }: ParameterFacts,
  alternatives: readonly string[],
  not?: true,
): SearchClause {
  const isWhole = (text: string): boolean => answers('token', true) && systemOf(text) !== undefined;
  const [whole, single] = [alternatives.filter(isWhole), alternatives.filter((text) => !isWhole(text))];
  const clause = (of: string, values: readonly { readonly value: string }[]): SearchClause => ({
    kind: 'token',
    code: of,
    values,
    ...(not && { not }),
  });
  const clauses = [
    ...(single.length > 0 ? [clause(indexedAs, single.map((text) => tokenOf(code, text)))] : []),
    ...(whole.length > 0 ? [clause(`${indexedAs}:${SYSTEM}`, whole.map((text) => ({ value: systemOf(text)! })))] : []),
  ]; // prettier-ignore
  return clauses.length === 1 ? clauses[0]! : { kind: not ? 'all' : 'any', clauses };
}

/** Of `system|`; undefined: a value is there, or no system. */
function systemOf(text: string): string | undefined {
  const [system, value, ...more] = splitAt('|', text).map(unescape);
  return system !== '' && value === '' && more.length === 0 ? system : undefined;
}
