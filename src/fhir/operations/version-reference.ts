import { FhirError } from '../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say, type Message } from '../messages';
import { isId } from '../model/logical-id';
import { relativeReference } from '../model/reference';

/** One side of `$diff`: a stored version, or a resource in the request. */
export type DiffSide =
  { readonly type: string; readonly id: string; readonly versionId?: string } | { readonly resource: JsonObject };

/**
 * Reads one side of `POST [base]/$diff`: a parameter with a `valueReference`, `valueString`, `valueUri` or `resource`.
 * @throws FhirError `invalid-request`, naming the parameter
 */
export function readSide(parameter: Readonly<JsonObject>, name: 'from' | 'to'): DiffSide {
  if (isJsonObject(parameter['resource'])) return { resource: parameter['resource'] };
  const meant = relativeReference(referenceOf(parameter) ?? '');
  if (!meant) throw unreadable(say`${name} does not name a version`, name);
  const { type, id, versionId } = meant;
  return { type, id, ...(versionId && { versionId }) };
}

/**
 * Reads a URL parameter that names a version.
 * @throws FhirError `invalid-request`, naming the parameter
 */
export function readVersionId(name: string, value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && isId(value))) return value;
  const text = say`${name} must be a version, such as the versionId in an ETag`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${name}` }]);
}

function referenceOf(parameter: Readonly<JsonObject>): string | undefined {
  const { valueReference, valueString, valueUri } = parameter;
  const text: JsonValue | undefined = isJsonObject(valueReference)
    ? valueReference['reference']
    : (valueString ?? valueUri);
  return typeof text === 'string' ? text : undefined;
}

function unreadable(text: Message, name: string): FhirError {
  const hint = say`Write { "name": "${name}", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".`;
  return new FhirError('invalid-request', text, [
    { code: 'structure', text, hint, expression: 'Parameters.parameter' },
  ]);
}
