import { say, type Message } from '../../messages';
import { typeDefinition } from '../../model/definitions';
import { isId } from '../../model/logical-id';
import type { SearchClause } from '../../ports/search';
import { identifierToken } from './token';

/**
 * A search parameter that works; what is declared of search, and what is refused, is read off these.
 * @typeParam C what its occurrences come to
 */
export interface SearchParameter<C = SearchClause> {
  readonly name: string;
  readonly type: 'token' | 'uri';
  readonly documentation: string;
  /**
   * What a resource must be for one occurrence of the parameter.
   * @param alternatives of which one must hold; escapes stand as they were sent, and none is empty
   * @throws FhirError `invalid-request` for a value that cannot be meant
   */
  clause(alternatives: readonly string[]): C;
}

/** A type, and what it can be searched by. */
export interface Searchable<C = SearchClause> {
  readonly type: string;
  readonly parameters: readonly SearchParameter<C>[];
}

interface StoredParameter extends SearchParameter {
  /** True for resource types that have what it looks at. */
  suits(type: string): boolean;
}

const PARAMETERS: readonly StoredParameter[] = [
  {
    name: '_id',
    type: 'token',
    documentation: 'Logical id of the resource; commas mean or.',
    suits: () => true,
    // What is no id is nobody's; a database may be less exact about that.
    clause: (alternatives) => ({ by: 'id', ids: alternatives.filter(isId) }),
  },
  {
    name: 'identifier',
    type: 'token',
    documentation:
      'Business identifier: `system|value`, `|value` without a system, or `value` of any system; commas mean or.',
    suits: (type) => typeDefinition(type)?.properties.get('identifier')?.type === 'Identifier',
    clause: (alternatives) => ({ by: 'identifier', tokens: alternatives.map(identifierToken) }),
  },
];

/** A type whose resources a store keeps. */
export function searchableType(type: string): Searchable {
  return { type, parameters: searchParametersOf(type) };
}

/** The parameters such a type can be searched by. */
export function searchParametersOf(type: string): readonly SearchParameter[] {
  return PARAMETERS.filter(({ suits }) => suits(type));
}

export function isSearchParameter(name: string): boolean {
  return PARAMETERS.some((parameter) => parameter.name === name);
}

/** @returns markdown; empty for a name that is none */
export function documentationOf(name: string): string {
  return PARAMETERS.find((parameter) => parameter.name === name)?.documentation ?? '';
}

/** What can be searched by, as a sentence. */
export function searchableBy({ type, parameters }: Searchable<unknown>): Message {
  return say`${type} can be searched by ${parameters.map(({ name }) => name).join(', ')}.`;
}
