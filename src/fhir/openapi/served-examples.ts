import { DEFINITION_TYPES, type DefinitionLibrary } from '../profile/definition-library';
import type { OpenAPIObject } from './openapi-types';
import { tried } from './parameters';

type Paths = OpenAPIObject['paths'];

/**
 * Sets an existing id as the example in the paths of definitions; which ones exist is only known after the server has
 * started.
 * @param base path of the FHIR server, `/fhir`
 */
export function nameWhatIsServed(paths: Paths, library: Pick<DefinitionLibrary, 'list'>, base: string): Paths {
  const named = DEFINITION_TYPES.flatMap((type) => {
    const path = `${base}/${type}/{id}`;
    const read = paths[path]?.get;
    const [id] = library
      .list(type)
      .map((definition) => definition.id ?? '')
      .sort();
    if (!read || id === undefined) return [];
    const parameters = (read.parameters ?? []).map((each) =>
      'name' in each && each.name === 'id' ? tried(id, each) : each,
    );
    return [[path, { ...paths[path], get: { ...read, parameters } }] as const];
  });
  return { ...paths, ...Object.fromEntries(named) };
}
