import type { Request } from 'express';
import type { SearchForm } from '../../html';
import type { ResourceDefinition } from '../../plugin/resource-definition';
import { parametersOf } from '../request-parameters';
import { searchableType } from '../../search';
import { CURSOR } from './search-query';

type Definitions = ReadonlyMap<string, ResourceDefinition>;
type Fields = SearchForm['parameters'];

/** Parameters that affect the result, as fields of the form. */
const OF_THE_ANSWER: Fields = [
  { name: '_sort', documentation: 'What to sort by; a dash before a key reverses its order.', example: '-_lastUpdated' },
  { name: '_count', documentation: 'Resources per page, 1,000 at most.', example: '20' },
  { name: '_include', documentation: 'Include resources that the results refer to: `Type:parameter`, or `*`.' },
  { name: '_revinclude', documentation: 'Include resources that refer to the results: `Type:parameter`.' },
  { name: '_total', documentation: 'How the total is counted: `accurate`, `estimate` or `none`.', example: 'none' },
  { name: '_elements', documentation: 'Only these elements.', example: 'name,identifier' },
]; // prettier-ignore

/** Not repeated by the form: the page determines the format, and links determine the position. */
const OF_THE_PAGE: readonly string[] = ['_format', '_pretty', CURSOR];

/**
 * The search form for the type of a URL, filled with the current parameters; undefined when the type is not searchable.
 * @param segments path segments below the base
 */
export function searchFormFor(
  request: Request,
  [type = '', place]: readonly string[],
  definitions: Definitions,
): SearchForm | undefined {
  const definition = definitions.get(type);
  if (!definition || !isSearched(definition)) return undefined;
  const parameters = searchableType(definition).parameters.map(({ code, documentation, example }) => ({
    name: code,
    documentation: documentation.en,
    ...(example !== undefined && { example }),
  }));
  const searched = !place || place === '_search';
  return {
    type,
    types: [...definitions.values()].filter(isSearched).map((each) => each.type),
    parameters,
    answer: OF_THE_ANSWER,
    ...(searched && { values: valuesOf(request) }),
  };
}

function isSearched({ interactions }: ResourceDefinition): boolean {
  return interactions.includes('search-type');
}

/** All current parameters, so that submitting the form repeats them. */
function valuesOf(request: Request): SearchForm['values'] {
  return Object.fromEntries(
    Object.entries(parametersOf(request)).flatMap(([name, given]) => {
      const values = [given].flat().filter((value) => value !== '');
      return values.length > 0 && !OF_THE_PAGE.includes(name) ? [[name, values]] : [];
    }),
  );
}
