import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { ResourceDefinition } from '../plugin/resource-definition';
import { DEFINITION_TYPES } from '../profile/definition-library';
import { allowedMethods } from './routes';

type Definitions = ReadonlyMap<string, ResourceDefinition>;

const READ = ['GET', 'HEAD'];
const DEFINITION = new Set<string>(DEFINITION_TYPES);

/** Routes that no resource plugin makes; `T` stands for a served type, `D` for a type of definitions. */
const FIXED: readonly { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [
  { pattern: /^metadata$/, methods: READ },
  { pattern: /^\$diff$/, methods: ['POST'] },
  { pattern: /^\$validate$/, methods: ['POST'] },
  { pattern: /^T\/\$validate$/, methods: ['POST'] },
  { pattern: /^T\/[^/]+\/\$validate$/, methods: [...READ, 'POST'] },
  { pattern: /^T\/[^/]+\/\$diff$/, methods: READ },
  { pattern: /^D(\/[^/]+)?$/, methods: READ },
];

/** Methods that work at a path below the base, `/Organization/1234`; undefined when nothing is there. */
export function allowAt(path: string, definitions: Definitions): readonly string[] | undefined {
  const [type, ...segments] = path.split('/').filter(Boolean);
  if (type === undefined) return undefined;
  const definition = definitions.get(type);
  const first = definition ? 'T' : DEFINITION.has(type) ? 'D' : type;
  const fixed = FIXED.find(({ pattern }) => pattern.test([first, ...segments].join('/')));
  if (fixed) return fixed.methods;
  return definition && allowedMethods(definition, segments);
}

/** Why no route took a request: the method is not served there (405), or nothing is there (404). */
export function unmatchedRoute(method: string, path: string, definitions: Definitions): FhirError {
  const allowed = allowAt(path, definitions);
  if (allowed !== undefined) {
    const text = say`${method} is not served at ${path}`;
    const hint = allowed.length > 0 ? say`Served there: ${allowed.join(', ')}.` : say`Nothing is served there.`;
    return new FhirError('method-not-allowed', text, [{ text, hint }]);
  }
  const [type = ''] = path.split('/').filter(Boolean);
  const known = [...definitions.keys()].sort();
  const text = definitions.has(type) ? say`There is nothing at ${path}` : say`${type || path} is not served here`;
  return new FhirError('not-found', text, [{ text, hint: say`Resource types of this server: ${known.join(', ')}.` }]);
}
