import type { Request } from 'express';
import type { SearchForm } from '../../html';
import type { ResourceDefinition } from '../../plugin/resource-definition';
import { parametersOf } from '../request-parameters';
import { searchableType } from '../../search';

/**
 * The form to search the type an address is about, filled with what was asked; undefined: nothing can be searched.
 * @param segments of the address, below the base
 */
export function searchFormFor(
  request: Request,
  [type = '', place]: readonly string[],
  definitions: ReadonlyMap<string, ResourceDefinition>,
): SearchForm | undefined {
  const definition = definitions.get(type);
  if (!definition?.interactions.includes('search-type')) return undefined;
  const parameters = searchableType(definition).parameters.map(({ code, documentation, example }) => ({
    name: code,
    documentation: documentation.en,
    ...(example !== undefined && { example }),
  }));
  const searched = !place || place === '_search';
  return { type, parameters, ...(searched && { values: valuesOf(request, parameters) }) };
}

function valuesOf(request: Request, parameters: SearchForm['parameters']): SearchForm['values'] {
  const given = parametersOf(request);
  return Object.fromEntries(
    parameters.flatMap(({ name }) => {
      const values = [given[name] ?? []].flat().filter((value) => value !== '');
      return values.length > 0 ? [[name, values]] : [];
    }),
  );
}
