import { isOpen } from './security';
import { eachOperation } from './each-operation';
import { type OpenAPIObject, type Parameter, ref } from './openapi-types';

/** Request headers that access policies read, with a description of their values. */
type Headers = ReadonlyMap<string, string>;

/**
 * Adds these headers to every operation, including those that are open, because a client may send them with any
 * request.
 */
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

/** The components that these paths refer to. */
export function headerParameters(headers: Headers): Record<string, Parameter> {
  return Object.fromEntries(
    [...headers].map(([name, description]) => [name, { name, in: 'header' as const, description, schema: { type: 'string' } }]),
  );
} // prettier-ignore
