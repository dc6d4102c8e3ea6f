import { say, type Message } from '../../messages';
import { typeDefinition } from '../../model/definitions';
import type { SearchClause } from '../../ports/resource-store';
import { identifierToken } from './token';

/** A search parameter that works; what is declared of search, and what is refused, is read off these. */
export interface SearchParameter {
  readonly name: string;
  readonly type: 'token';
  readonly documentation: string;
  /** True for resource types that have what it looks at. */
  suits(type: string): boolean;
  /**
   * What a resource must be for one occurrence of the parameter.
   * @param alternatives of which one must hold; escapes stand as they were sent, and none is empty
   * @throws FhirError `invalid-request` for a value that cannot be meant
   */
  clause(alternatives: readonly string[]): SearchClause;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

const PARAMETERS: readonly SearchParameter[] = [
  {
    name: '_id',
    type: 'token',
    documentation: 'Logical id of the resource; commas mean or.',
    suits: () => true,
    // What is no id is nobody's; a database may be less exact about that.
    clause: (alternatives) => ({ by: 'id', ids: alternatives.filter((each) => ID.test(each)) }),
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

/** The parameters a type can be searched by. */
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
export function searchableBy(type: string): Message {
  const names = searchParametersOf(type).map(({ name }) => name);
  return say`${type} can be searched by ${names.join(', ')}.`;
}
