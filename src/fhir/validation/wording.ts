import { isJsonNumber, type JsonValue } from '../json/json-value';
import { alternatives, say, shortened, type Message, type Text } from '../messages';
import { primitiveDefinition, type JsonProperty } from '../model/definitions';

const LONGEST_EXCERPT = 60;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** `an object`, `a string`, `null`: a JSON value's kind within a sentence. */
export function kindOf(value: JsonValue): Text {
  if (value === null) return 'null';
  if (Array.isArray(value)) return say`a list`;
  return KINDS[isJsonNumber(value) ? 'number' : (typeof value as JsonKind)];
}

/** {@link kindOf} the values an element has: `a string`, `an object (Period)`. */
export function kindOfElement(property: JsonProperty): Text {
  const kind = expectedKind(property);
  return kind === 'object' ? say`an object (${property.type})` : KINDS[kind];
}

type JsonKind = 'boolean' | 'number' | 'string' | 'object';

const KINDS: Readonly<Record<JsonKind, Message>> = {
  boolean: say`a boolean`,
  number: say`a number`,
  string: say`a string`,
  object: say`an object`,
};

/** A client's text within a sentence: no control characters, never long. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

/** {@link quote} without the quotation marks. */
export function excerpt(text: string): string {
  return shortened(text, LONGEST_EXCERPT).replace(/\p{C}/gu, '·');
}

/** The JSON kind a type's values have. */
export function expectedKind({ type, primitive }: JsonProperty): JsonKind {
  return primitive ? (primitiveDefinition(type)?.json ?? 'string') : 'object';
}

/** How to write an element's value, for one who wrote another kind of JSON. */
export function kindHint(property: JsonProperty, found: JsonValue): Text {
  const kind = expectedKind(property);
  if (found === null) return say`Leave the element out; FHIR has no null value.`;
  if (kind === 'object') {
    const form = FORMS[property.type];
    return form ? say`Write an object: ${form}.` : say`Write an object: { … } with the elements of ${property.type}.`;
  }
  if (kind === 'string' && (isJsonNumber(found) || typeof found === 'boolean'))
    return say`Write it in double quotes: "${excerpt(String(found))}".`;
  if (kind === 'boolean') return say`Write true or false, without quotes.`;
  if (kind === 'number' && typeof found === 'string' && NUMBER.test(found))
    return say`Write ${excerpt(found)} without quotes.`;
  return kind === 'number' ? say`Write a number, without quotes.` : say`Write a string in double quotes.`;
}

/** How the objects of often-used types look. */
const FORMS: Readonly<Record<string, Text>> = {
  CodeableConcept: alternatives(['{ "coding": [ { "system": "…", "code": "…" } ] }', '{ "text": "…" }']),
  Reference: '{ "reference": "Type/id" }',
  Coding: '{ "system": "…", "code": "…" }',
  Identifier: '{ "system": "…", "value": "…" }',
  ContactPoint: '{ "system": "phone", "value": "…" }',
  HumanName: '{ "family": "…", "given": [ "…" ] }',
  Period: '{ "start": "…", "end": "…" }',
  Quantity: '{ "value": 1, "unit": "…" }',
};
