import type { ResourceDefinition } from '../plugin/resource-definition';
import { toldParameters, type ToldParameter } from '../search';
import { formContent } from './form-content';
import type { OpenAPIObject, Parameter } from './openapi-types';

type Paths = OpenAPIObject['paths'];

/**
 * Tells what each type can be searched by: plugins declare parameters for each other's types, so that they are known once the
 * server has started, and not when the routes are declared.
 */
export function tellCriteria(paths: Paths, definitions: readonly ResourceDefinition[], base: string): Paths {
  const told = definitions.flatMap((definition): (readonly [string, Paths[string]])[] => {
    const address = `${base}/${definition.type}`;
    const [item, form] = [paths[address], paths[`${address}/_search`]];
    const criteria = toldParameters(definition).map(criterion);
    const search = item?.get && { ...item.get, parameters: [...criteria, ...(item.get.parameters ?? [])] };
    const post = form?.post && { ...form.post, requestBody: { required: false, content: formContent(definition) } };
    return [
      ...(search ? [[address, { ...item, get: search }] as const] : []),
      ...(post ? [[`${address}/_search`, { ...form, post }] as const] : []),
    ];
  });
  return { ...paths, ...Object.fromEntries(told) };
}

/** Without an example, as all parameters: Swagger UI would send it with every request. */
function criterion(parameter: ToldParameter): Parameter {
  const { code: name } = parameter;
  return { name, in: 'query', required: false, description: descriptionOf(parameter), schema: { type: 'string' } };
}

/** Markdown. */
export function descriptionOf({ documentation, example }: ToldParameter): string {
  return example === undefined ? documentation.en : `${documentation.en} For example \`${example}\`.`;
}
