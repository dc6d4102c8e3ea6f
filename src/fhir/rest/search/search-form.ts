import type { Request } from 'express';
import type { SearchForm } from '../../html';
import { say, Translated } from '../../messages';
import type { ResourceDefinition } from '../../plugin/resource-definition';
import { parametersOf } from '../request-parameters';
import { searchableType } from '../../search';
import { CURSOR } from './search-query';

type Definitions = ReadonlyMap<string, ResourceDefinition>;
type Fields = SearchForm['parameters'];

/** Parameters that affect the result, as fields of the form. */
const OF_THE_ANSWER: Fields = [
  { name: '_sort', documentation: say`What to sort by; a dash before a key reverses its order.`, example: '-_lastUpdated' },
  { name: '_count', documentation: say`Resources per page, 1,000 at most.`, example: '20' },
  { name: '_include', documentation: say`Include resources that the results refer to: \`Type:parameter\`, or \`*\`.` },
  { name: '_revinclude', documentation: say`Include resources that refer to the results: \`Type:parameter\`.` },
  { name: '_total', documentation: say`How the total is counted: \`accurate\`, \`estimate\` or \`none\`.`, example: 'none' },
  { name: '_elements', documentation: say`Only these elements.`, example: 'name,identifier' },
]; // prettier-ignore

/** What people search by, in R4's names: the form shows the first few fields only. */
const FIRST: readonly string[] = [
  'name', 'family', 'given', 'practitioner', 'organization', 'specialty', 'identifier', 'address-city',
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
  const parameters = likeliestFirst(searchableType(definition).parameters).map(({ code, documentation, example }) => ({
    name: code,
    documentation: new Translated(documentation.en, [['fr', documentation.fr]]),
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

function likeliestFirst<P extends { readonly code: string }>(parameters: readonly P[]): P[] {
  const first = FIRST.flatMap((code) => parameters.filter((parameter) => parameter.code === code));
  return [...first, ...parameters.filter(({ code }) => !FIRST.includes(code))];
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
