import { FhirError } from '../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say, type Message } from '../messages';
import { requireParameters } from './operation-parameters';

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

/** What may stand in the URL beside the parameters that say how to answer. */
export const IN_THE_URL: readonly string[] = ['mode', 'profile'];

/** The parameters of the operation; Parameters without any of them are a resource to be validated like another. */
const NAMES = ['resource', 'mode', 'profile'];

/**
 * Reads a body that is the resource itself, or Parameters around it, and the query beside it.
 * @param body absent: the stored resource is meant
 * @throws FhirError `invalid-request` for a mode there is none of, and for parameters that the operation has not
 */
export function readValidation(
  body: JsonObject | undefined,
  query: Readonly<Record<string, unknown>>,
): ValidationRequest {
  const parameters = body ? operationParameters(body) : [];
  if (body && parameters.length > 0) requireParameters('$validate', body, NAMES, ['profile']);
  const values = (name: string): unknown[] => [
    ...parameters.filter(({ parameter }) => parameter['name'] === name).flatMap(({ parameter }) => valueOf(parameter)),
    ...[query[name] ?? []].flat(),
  ];
  const [mode = 'profile', ...otherModes] = values('mode');
  if (!isMode(mode) || otherModes.length > 0)
    throw badValidation(say`The mode of $validate is one of ${MODES.join(', ')}`);
  const asked = { mode, profiles: values('profile').map(String) };
  if (parameters.length === 0) return { ...asked, ...(body && { resource: body }), at: [] };
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
    isJsonObject(entry) && NAMES.some((name) => name === entry['name']) ? [{ parameter: entry, index }] : [],
  );
}

function valueOf(parameter: JsonObject): JsonValue[] {
  return Object.entries(parameter).flatMap(([member, value]) => (member.startsWith('value') ? [value] : []));
}

function isMode(mode: unknown): mode is ValidationMode {
  return MODES.some((known) => known === mode);
}
