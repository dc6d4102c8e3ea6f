import { isJsonNumber, type JsonValue } from '../json/json-value';
import type { JsonProperty } from '../model/definitions';
import { primitiveDefinition } from '../model/definitions';

const LONGEST_EXCERPT = 60;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** `an object`, `a string`, `null`: a JSON value's kind within a sentence. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isJsonNumber(value)) return 'a number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A client's text within a sentence: no control characters, never long. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

/** {@link quote} without the quotation marks. */
export function excerpt(text: string): string {
  const clean = text.slice(0, LONGEST_EXCERPT).replace(/\p{C}/gu, '·');
  return text.length > LONGEST_EXCERPT ? `${clean}…` : clean;
}

/** `a`, `b` or `c`. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The JSON kind a type's values have. */
export function expectedKind({ type, primitive }: JsonProperty): 'boolean' | 'number' | 'string' | 'object' {
  return primitive ? (primitiveDefinition(type)?.json ?? 'string') : 'object';
}

/** How to write an element's value, for one who wrote another kind of JSON. */
export function kindHint(property: JsonProperty, found: JsonValue): string {
  const kind = expectedKind(property);
  if (found === null) return 'Leave the element out; FHIR has no null value.';
  if (kind === 'object')
    return OBJECT_HINTS[property.type] ?? `Write an object: { … } with the elements of ${property.type}.`;
  if (kind === 'string' && (isJsonNumber(found) || typeof found === 'boolean'))
    return `Write it in double quotes: "${excerpt(String(found))}".`;
  if (kind === 'boolean') return 'Write true or false, without quotes.';
  if (kind === 'number' && typeof found === 'string' && NUMBER.test(found))
    return `Write ${excerpt(found)} without quotes.`;
  return kind === 'number' ? 'Write a number, without quotes.' : 'Write a string in double quotes.';
}

const OBJECT_HINTS: Readonly<Record<string, string>> = {
  CodeableConcept: 'Write an object: { "coding": [ { "system": "…", "code": "…" } ] } or { "text": "…" }.',
  Reference: 'Write an object: { "reference": "Type/id" }.',
  Coding: 'Write an object: { "system": "…", "code": "…" }.',
  Identifier: 'Write an object: { "system": "…", "value": "…" }.',
  ContactPoint: 'Write an object: { "system": "phone", "value": "…" }.',
  HumanName: 'Write an object: { "family": "…", "given": [ "…" ] }.',
  Period: 'Write an object: { "start": "…", "end": "…" }.',
  Quantity: 'Write an object: { "value": 1, "unit": "…" }.',
};
