import type { Reference } from 'fhir/r4';
import { FhirError, say } from '../../fhir';
import { keyOf } from './column-search';

/** A key as a Reference; undefined where the column is NULL. @param type of the resource the key belongs to */
export function referenceTo(type: string, key: number | null | undefined): Reference | undefined {
  return key === null || key === undefined ? undefined : { reference: `${type}/${key}` };
}

/**
 * The key that a Reference points to, for its column; null without a Reference.
 * @throws FhirError `unprocessable` for any reference but `Type/key`, since the column can hold nothing else
 */
export function keyIn(type: string, reference: Reference | undefined): number | null {
  if (reference === undefined) return null;
  const literal = reference.reference ?? '';
  const key = literal.startsWith(`${type}/`) ? keyOf(literal.slice(type.length + 1)) : undefined;
  if (key !== undefined) return key;
  const text = say`The tables behind this server can only refer to resources of type ${type} by key`;
  const hint = say`Write "reference": "${type}/…" with the id of a resource stored on this server.`;
  throw new FhirError('unprocessable', text, [{ code: 'not-supported', text, hint }]);
}
