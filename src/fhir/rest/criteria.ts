import { FhirError } from '../errors/fhir-error';
import type { IdentifierToken } from '../ports/resource-store';
import type { ResourceCriteria } from '../service/resource.repository';

/** Parameters that say how to answer, and nothing of what is meant. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set(['_format', '_pretty', '_summary', '_elements', '_dryRun']);

/**
 * Reads the criteria of a conditional interaction. A parameter that is not understood is never left out: the
 * interaction would hit other resources than the client meant.
 * @throws FhirError `invalid-request`. @see https://hl7.org/fhir/R4/http.html#cond-update
 */
export function readCriteria(query: Readonly<Record<string, unknown>>): ResourceCriteria {
  const given = Object.entries(query).filter(([name]) => !ABOUT_THE_ANSWER.has(name));
  if (given.length === 0)
    throw wrong('A conditional interaction says which resource it means', 'Add ?identifier=system|value.');
  const unknown = given.find(([name]) => name !== '_id' && name !== 'identifier');
  if (unknown)
    throw wrong(`${unknown[0].slice(0, 80)} is no criterion here`, 'Criteria are identifier and _id.', unknown[0]);
  const ids = values(query['_id']).map((value) => split(value, ','));
  const identifiers = values(query['identifier']).map((value) => split(value, ',').map(token));
  return { ...(ids.length > 0 && { ids: ids.reduce((a, b) => a.filter((id) => b.includes(id))) }), identifiers };
}

function values(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** `system|value`, `|value` (no system) or `value` (any system). @see https://hl7.org/fhir/R4/search.html#token */
function token(text: string): IdentifierToken {
  const parts = split(text, '|').map(unescape);
  const [first = '', second] = parts;
  const value = second ?? first;
  if (parts.length > 2 || value === '')
    throw wrong(`${text.slice(0, 80) || 'Nothing'} is no identifier`, 'Write identifier=system|value.', 'identifier');
  return second === undefined ? { value } : { system: first, value };
}

/** Splits at a separator that is not escaped by a backslash. */
function split(text: string, separator: ',' | '|'): string[] {
  return text.split(separator === ',' ? /(?<!\\),/ : /(?<!\\)\|/);
}

function unescape(text: string): string {
  return text.replace(/\\([\\,|$])/g, '$1');
}

function wrong(text: string, hint: string, parameter?: string): FhirError {
  const expression = parameter === undefined ? {} : { expression: `http.${parameter.slice(0, 80)}` };
  return new FhirError('invalid-request', text, [{ code: 'invalid', text, hint, ...expression }]);
}
