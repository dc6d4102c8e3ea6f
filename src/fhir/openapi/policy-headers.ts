import { isOpen } from './security';
import { eachOperation } from './each-operation';
import { type OpenAPIObject, type Parameter, ref } from './openapi-types';

/** Headers by which access policies know for whom a client asks, with what to send in them. */
type Headers = ReadonlyMap<string, string>;

/** The paths of a server with an input for each: also where nothing is asked for, since a client may ask for somebody anywhere. */
export function pathsWithHeaders(paths: OpenAPIObject['paths'], base: string, headers: Headers): OpenAPIObject['paths'] {
  if (headers.size === 0) return paths;
  const added = [...headers.keys()].map((name) => ref('parameters', name));
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      if (isOpen(path, base)) return [path, item];
      return [path, eachOperation(item, (operation) => ({ ...operation, parameters: [...(operation.parameters ?? []), ...added] }))];
    }),
  );
} // prettier-ignore

/** What those paths refer to. */
export function headerParameters(headers: Headers): Record<string, Parameter> {
  return Object.fromEntries(
    [...headers].map(([name, description]) => [name, { name, in: 'header' as const, description, schema: { type: 'string' } }]),
  );
} // prettier-ignore
