import { isJsonNumber, type JsonValue } from '../json/json-value';
import { alternatives, say, shortenedVisibly, type Message, type Text } from '../messages';
import { primitiveDefinition, type JsonProperty } from '../model/definitions';

const LONGEST_EXCERPT = 60;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The JSON type of a value, for use in a message: `an object`, `a string`, `null`. */
export function kindOf(value: JsonValue): Text {
  if (value === null) return 'null';
  if (Array.isArray(value)) return say`a list`;
  return KINDS[isJsonNumber(value) ? 'number' : (typeof value as JsonKind)];
}

/** The JSON type that an element requires, for use in a message: `a string`, `an object (Period)`. */
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

/** Quotes a client's text in a message, without control characters and with limited length. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

/** {@link quote} without the quotation marks. */
export function excerpt(text: string): string {
  return shortenedVisibly(text, LONGEST_EXCERPT);
}

/** The JSON type of a property's values. */
export function expectedKind({ type, primitive }: JsonProperty): JsonKind {
  return primitive ? (primitiveDefinition(type)?.json ?? 'string') : 'object';
}

/** How to write an element's value, for a client that sent another JSON type. */
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

/** Examples of common types. */
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
