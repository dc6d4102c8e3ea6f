import type { ResourceDefinition } from '../plugin/resource-definition';
import type { SearchSupport } from '../ports/search';
import { answersTrees, searchableType, toldParameters, type ToldParameter } from '../search';
import { formContent } from './form-content';
import type { OpenAPIObject, Parameter } from './openapi-types';

type Paths = OpenAPIObject['paths'];

/**
 * Documents the search parameters of each type. Plugins declare parameters for each other's types, so they are not
 * known when the routes are declared, but only after the server has started.
 */
export function tellCriteria(paths: Paths, definitions: readonly ResourceDefinition[], base: string): Paths {
  const told = definitions.flatMap((definition): (readonly [string, Paths[string]])[] => {
    const address = `${base}/${definition.type}`;
    const [item, form] = [paths[address], paths[`${address}/_search`]];
    const criteria = toldParameters(definition).map(criterion);
    const relations = relationsOf(definition, definitions);
    const described = (text = ''): string => (relations === undefined ? text : `${text}\n\n${relations}`);
    const search = item?.get && {
      ...item.get,
      description: described(item.get.description),
      parameters: [...criteria, ...(item.get.parameters ?? [])],
    };
    const post = form?.post && {
      ...form.post,
      description: described(form.post.description),
      requestBody: { required: false, content: formContent(definition) },
    };
    return [
      ...(search ? [[address, { ...item, get: search }] as const] : []),
      ...(post ? [[`${address}/_search`, { ...form, post }] as const] : []),
    ];
  });
  return { ...paths, ...Object.fromEntries(told) };
}

/**
 * Describes criteria on related resources in words, because they cannot be enumerated. Undefined when there are none.
 */
function relationsOf(definition: ResourceDefinition, definitions: readonly ResourceDefinition[]): string | undefined {
  const { type } = definition;
  const followed = definitions.filter(isFollowed);
  if (!followed.includes(definition)) return undefined;
  const referencesOf = (each: ResourceDefinition) =>
    searchableType(each).parameters.filter(({ reference }) => reference !== undefined);
  const forth = referencesOf(definition).map(({ code }) => `\`${code}\``);
  const back = followed.flatMap((each) =>
    referencesOf(each)
      .filter(({ reference }) => reference!.targets?.includes(type) !== false)
      .map(({ code }) => `\`_has:${each.type}:${code}:…\``),
  );
  return [
    ...(forth.length > 0
      ? [`Criteria on referenced resources are chains, such as \`${forth[0]!.replaceAll('`', '')}.identifier=1\`, over ${forth.join(', ')}, which can be continued from there; \`_sort\` accepts them too.`]
      : []),
    ...(back.length > 0 ? [`Criteria on referring resources: ${back.join(', ')}, followed by a parameter, or a chain, of that type.`] : []),
  ].join('\n\n'); // prettier-ignore
}

function isFollowed(definition: ResourceDefinition & { readonly answered?: SearchSupport }): boolean {
  return definition.interactions.includes('search-type') && answersTrees(definition.answered ?? 'all');
}

/** No parameter has an example, because Swagger UI would send it with every request. */
function criterion(parameter: ToldParameter): Parameter {
  const { code: name } = parameter;
  return { name, in: 'query', required: false, description: descriptionOf(parameter), schema: { type: 'string' } };
}

/** Markdown text. */
export function descriptionOf({ documentation, example }: ToldParameter): string {
  return example === undefined ? documentation.en : `${documentation.en} For example \`${example}\`.`;
}
