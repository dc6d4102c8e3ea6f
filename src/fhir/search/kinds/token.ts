import { isJsonObject, type JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import type { IndexEntry } from '../../ports/index-change';
import type { TokenValue } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind, type ToEntries } from './kind';

/** @see https://hl7.org/fhir/R4/search.html#token */
export const token: Kind = {
  index: 'token',
  elements: {
    Identifier: (value, code) => pair(value, 'value', code),
    Coding: (value, code) => pair(value, 'code', code),
    CodeableConcept: (value, code) =>
      isJsonObject(value) && Array.isArray(value['coding'])
        ? value['coding'].flatMap((coding) => pair(coding, 'code', code))
        : NO_ENTRIES,
    // Its `system` is a kind of device, and not a namespace.
    ContactPoint: (value, code) => (isJsonObject(value) ? plain(value['value']!, code) : NO_ENTRIES),
    ...Object.fromEntries(
      ['code', 'string', 'id', 'boolean', 'uri', 'canonical', 'markdown'].map((type) => [type, plain] as const),
    ),
  },
  modifiers: () => ['not'],
  clause: ({ code }, { alternatives, modifier }) => ({
    kind: 'token',
    code,
    values: alternatives.map((text) => tokenOf(code, text)),
    ...(modifier === 'not' && { not: true }),
  }),
  documentation: {
    en: '`system|value`, `|value` without a system, or `value` of any system; commas mean or.',
    fr: '`système|valeur`, `|valeur` sans système, ou `valeur` de n’importe quel système ; la virgule veut dire « ou ».',
  },
};

function pair(value: JsonValue, member: 'value' | 'code', code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const { system, [member]: said } = value;
  if (typeof said !== 'string') return NO_ENTRIES;
  return [{ kind: 'token', code, system: typeof system === 'string' ? system : '', value: said }];
}

function plain(...[value, code]: Parameters<ToEntries> | [JsonValue, string]): readonly IndexEntry[] {
  if (typeof value !== 'string' && typeof value !== 'boolean') return NO_ENTRIES;
  return [{ kind: 'token', code, system: '', value: String(value) }];
}

/**
 * `system|value`, `|value` (no system) or `value` (any system).
 * @param text one alternative, as it was sent
 * @throws FhirError `invalid-request`
 */
export function tokenOf(code: string, text: string): TokenValue {
  const parts = splitAt('|', text).map(unescape);
  const [first = '', second] = parts;
  const shown = excerptOf(text);
  if (parts.length > 2)
    throw wrongValue(code, say`${shown} has a bar too many`, say`A bar inside a value is written as \\|.`);
  if (second === '' && first !== '') {
    const whole = say`Everything of a whole system, ${shown}, cannot be searched here`;
    throw wrongValue(code, whole, say`Search by the whole: ${code}=system|value.`, 'not-supported');
  }
  const value = second ?? first;
  const hint = say`Write ${code}=system|value; a comma in a value is written as \\,.`;
  if (value === '') throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
  return second === undefined ? { value } : { system: first, value };
}
