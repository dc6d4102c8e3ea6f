import { OF_A_SEARCH } from './interactions';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { ACCEPT_SEARCH } from '../rest/media-types';
import { toldParameters } from '../search';
import type { Content, Schema } from './openapi-types';
import { PARAMETERS } from './parameters';
import { idOf } from './patch-examples';
import { descriptionOf } from './search-criteria';

const SHAPES = [...OF_A_SEARCH, '_format'] as const;

/** The form of `POST _search`: the parameters that a search by `GET` has in its URL. */
export function formContent(definition: ResourceDefinition): Content {
  const criteria = toldParameters(definition).map((parameter) => [
    parameter.code,
    { type: 'string', description: descriptionOf(parameter) } satisfies Schema,
  ]);
  const shapes = SHAPES.map((shape) => {
    const { name, description, schema } = PARAMETERS[shape];
    return [name, { ...schema, description }];
  });
  const schema: Schema = {
    type: 'object',
    properties: Object.fromEntries([...criteria, ...shapes]) as Schema['properties'],
  };
  const value = { _id: idOf(definition) };
  return { [ACCEPT_SEARCH]: { schema, examples: { 'By its id': { value } } } };
}
