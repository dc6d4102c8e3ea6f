import { FhirError } from '../errors/fhir-error';
import { excerptOf, say, type Text } from '../messages';
import { nearest } from '../model/nearest';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { OperationRegistry } from '../service/operations/operation-registry';
import { DEFINITION_TYPES } from '../profile/definition-library';
import { typesServed } from '../service/types-served';
import { notOffered, type Place } from './not-offered';
import { allowedMethods, fitsTemplate } from './routes';

type Definitions = ReadonlyMap<string, ResourceDefinition>;

/** Maximum number of characters of a path in an answer; all served paths are shorter. */
const LONGEST_SHOWN = 200;

const READ = ['GET', 'HEAD'];
const DEFINITION = new Set<string>(DEFINITION_TYPES);

/** Routes not made by resource plugins; `D` stands for a definition type. */
const FIXED: readonly { readonly path: string; readonly methods: readonly string[] }[] = [
  { path: '', methods: [...READ, 'POST'] },
  { path: '_search', methods: ['POST'] },
  { path: 'metadata', methods: READ },
  { path: '_history', methods: READ },
  { path: 'D', methods: READ },
  { path: 'D/:id', methods: READ },
];

/** Methods available at a path below the base, OPTIONS included; undefined when nothing exists there. */
export function allowAt(
  segments: readonly string[],
  definitions: Definitions,
  operations: Pick<OperationRegistry, 'allowedAt'>,
): readonly string[] | undefined {
  const methods = methodsServedAt(segments, definitions, operations);
  return methods && [...methods, 'OPTIONS'];
}

function methodsServedAt(
  segments: readonly string[],
  definitions: Definitions,
  operations: Pick<OperationRegistry, 'allowedAt'>,
): readonly string[] | undefined {
  const operation = operations.allowedAt(segments);
  if (operation) return operation;
  const [type = '', ...below] = segments;
  const definition = definitions.get(type);
  const first = !definition && DEFINITION.has(type) ? 'D' : type;
  const written = segments.length === 0 ? [] : [first, ...below];
  const fixed = FIXED.find((route) => fitsTemplate(route.path, written));
  if (fixed) return fixed.methods;
  return definition && allowedMethods(definition, below);
}

/**
 * The error for a request without a route: a FHIR feature that is not offered, a method not served there (405), or
 * nothing there (404).
 */
export function unmatchedRoute(place: Place): FhirError {
  const { method, segments, definitions, operations } = place;
  const refusal = notOffered(place);
  const shown = `/${segments.join('/')}`.slice(0, LONGEST_SHOWN);
  const allowed = isBase(segments) && READ.includes(method) ? undefined : allowAt(segments, definitions, operations);
  if (allowed !== undefined) {
    const text = say`${method} is not served at ${shown}`;
    const isServed = allowed.some((each) => each !== 'OPTIONS');
    const hint = isServed ? say`Methods served there: ${allowed.join(', ')}.` : say`Nothing is served there.`;
    const told = refusal ?? { text, hint };
    return new FhirError('method-not-allowed', told.text, [told]);
  }
  const told = refusal ?? { text: nothingAt(segments, shown, definitions), hint: typesServed(definitions.keys()) };
  return new FhirError('not-found', told.text, [told]);
}

/** A read of the base is 404 and not 405: the methods served there read nothing. */
function isBase(segments: readonly string[]): boolean {
  return segments.length === 0;
}

/** The error for a path outside the base. */
export function outsideOfBase(path: string, definitions: Definitions, baseUrl: string): FhirError {
  const [, first = ''] = path.split('/');
  const isFhir = definitions.has(first) || DEFINITION.has(first) || first === 'metadata';
  const text = say`There is nothing at ${path.slice(0, LONGEST_SHOWN)}`;
  const hint = isFhir ? say`Write ${baseUrl}${path.slice(0, LONGEST_SHOWN)}.` : say`FHIR is at ${baseUrl}.`;
  return new FhirError('not-found', text, [{ text, hint }]);
}

function nothingAt([type = '']: readonly string[], shown: string, definitions: Definitions): Text {
  if (definitions.has(type) || DEFINITION.has(type)) return say`There is nothing at ${shown}`;
  const meant = nearest(type, [...definitions.keys(), ...DEFINITION]);
  if (meant) return say`${type} is not served here; did you mean ${meant}?`;
  return say`${excerptOf(type)} is not served here`;
}
