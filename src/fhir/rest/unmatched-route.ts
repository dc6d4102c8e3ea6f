import { FhirError } from '../errors/fhir-error';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { allowedMethods } from './routes';

type Definitions = ReadonlyMap<string, ResourceDefinition>;

/** Methods that work at a path below the base, `/Organization/1234`; undefined when nothing is there. */
export function allowAt(path: string, definitions: Definitions): readonly string[] | undefined {
  const [type, ...segments] = path.split('/').filter(Boolean);
  if (type === undefined) return undefined;
  if (type === 'metadata' && segments.length === 0) return ['GET', 'HEAD'];
  if (type === '$diff' && segments.length === 0) return ['POST'];
  if (definitions.has(type) && segments.length === 2 && segments[1] === '$diff') return ['GET', 'HEAD'];
  const definition = definitions.get(type);
  return definition && allowedMethods(definition, segments);
}

/** Why no route took a request: the method is not served there (405), or nothing is there (404). */
export function unmatchedRoute(method: string, path: string, definitions: Definitions): FhirError {
  const allowed = allowAt(path, definitions);
  if (allowed !== undefined) {
    const text = `${method} is not served at ${path}`;
    const hint = allowed.length > 0 ? `Served there: ${allowed.join(', ')}.` : 'Nothing is served there.';
    return new FhirError('method-not-allowed', text, [{ text, hint }]);
  }
  const [type = ''] = path.split('/').filter(Boolean);
  const known = [...definitions.keys()].sort();
  const text = definitions.has(type) ? `There is nothing at ${path}` : `${type || path} is not served here`;
  return new FhirError('not-found', text, [{ text, hint: `Resource types of this server: ${known.join(', ')}.` }]);
}
