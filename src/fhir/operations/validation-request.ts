import { FhirError } from '../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say, type Message } from '../messages';

const MODES = ['create', 'update', 'delete', 'profile'] as const;
export type ValidationMode = (typeof MODES)[number];

/** What `$validate` is asked. @see https://hl7.org/fhir/R4/resource-operation-validate.html */
export interface ValidationRequest {
  /** Absent: the stored one. */
  readonly resource?: JsonObject;
  /** Where the resource stands in the body, for line and column. */
  readonly at: readonly (string | number)[];
  readonly mode: ValidationMode;
  /** Canonical URLs; empty: what the resource names, and what is usual for its type. */
  readonly profiles: readonly string[];
}

/** The parameters of the operation; Parameters without any of them are a resource to be validated like another. */
const NAMES: ReadonlySet<JsonValue | undefined> = new Set(['resource', 'mode', 'profile']);

/**
 * Reads a body that is the resource itself, or Parameters around it, and the query beside it.
 * @throws FhirError `invalid-request` for a mode there is none of
 */
export function readValidation(body: JsonObject, query: Readonly<Record<string, unknown>>): ValidationRequest {
  const parameters = operationParameters(body);
  const values = (name: string): unknown[] => [
    ...parameters.filter(({ parameter }) => parameter['name'] === name).flatMap(({ parameter }) => valueOf(parameter)),
    ...[query[name] ?? []].flat(),
  ];
  const [mode = 'profile'] = values('mode');
  if (!isMode(mode)) throw badValidation(say`The mode of $validate is one of ${MODES.join(', ')}`);
  const asked = { mode, profiles: values('profile').map(String) };
  if (parameters.length === 0) return { ...asked, resource: body, at: [] };
  const wrapped = parameters.find(({ parameter }) => isJsonObject(parameter['resource']));
  if (!wrapped) return { ...asked, at: [] };
  return {
    ...asked,
    resource: wrapped.parameter['resource'] as JsonObject,
    at: ['parameter', wrapped.index, 'resource'],
  };
}

export function badValidation(text: Message): FhirError {
  const hint = say`Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.`;
  return new FhirError('invalid-request', text, [{ text, hint }]);
}

function operationParameters({ resourceType, parameter }: JsonObject): { parameter: JsonObject; index: number }[] {
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) return [];
  return parameter.flatMap((entry, index) =>
    isJsonObject(entry) && NAMES.has(entry['name']) ? [{ parameter: entry, index }] : [],
  );
}

function valueOf(parameter: JsonObject): JsonValue[] {
  return Object.entries(parameter).flatMap(([member, value]) => (member.startsWith('value') ? [value] : []));
}

function isMode(mode: unknown): mode is ValidationMode {
  return MODES.some((known) => known === mode);
}
