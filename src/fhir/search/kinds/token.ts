import { isJsonObject, type JsonValue } from '../../json';
import type { IndexEntry } from '../../ports/index-change';
import { NO_ENTRIES, type Kind, type ParameterFacts, type ToEntries } from './kind';
import { CODED, TOKEN_MODIFIERS, type TokenModifier } from './token-modifiers';
import { tokenOf } from './token-value';
import { displays } from './words';

export { tokenOf } from './token-value';

/** `identifier:of-type`: by the type of the identifier and its value. */
export const OF_TYPE = 'of-type';

/** @see https://hl7.org/fhir/R4/search.html#token */
export const token: Kind = {
  index: 'token',
  extras: [OF_TYPE],
  elements: {
    Identifier: (value, code) => [...identifierOf(value, code), ...typedIdentifier(value, code), ...displays(value, code)], // prettier-ignore
    Coding: (value, code) => [...pair(value, 'code', code), ...displays(value, code)],
    CodeableConcept: (value, code) =>
      isJsonObject(value)
        ? [...codingsOf(value).flatMap((coding) => pair(coding, 'code', code)), ...displays(value, code)]
        : NO_ENTRIES,
    // Its `system` is a kind of device, and not a namespace.
    ContactPoint: (value, code) => (isJsonObject(value) ? plain(value['value']!, code) : NO_ENTRIES),
    ...Object.fromEntries(
      ['code', 'string', 'id', 'boolean', 'uri', 'canonical', 'markdown'].map((type) => [type, plain] as const),
    ),
  },
  modifiers: modifiersOf,
  clause: (parameter, asked) => {
    const { code, indexedAs = code } = parameter;
    const { alternatives, modifier } = asked;
    if (modifier !== undefined) return TOKEN_MODIFIERS[modifier as TokenModifier](parameter, asked);
    return { kind: 'token', code: indexedAs, values: alternatives.map((text) => tokenOf(code, text)) };
  },
  documentation: {
    en: '`system|value`, `|value` without a system, or `value` of any system; commas mean or.',
    fr: '`système|valeur`, `|valeur` sans système, ou `valeur` de n’importe quel système ; la virgule veut dire « ou ».',
  },
};

function modifiersOf({ types = [], answers = () => true }: ParameterFacts): readonly string[] {
  const has = (...wanted: readonly string[]): boolean => types.some((type) => wanted.includes(type));
  return [
    'not',
    ...(has('Coding', 'CodeableConcept', 'Identifier') && answers('words', false) ? ['text'] : []),
    ...(has('Identifier') && answers('token', true) ? [OF_TYPE] : []),
    ...(has(...CODED) ? ['in', 'not-in', 'above', 'below'] : []),
  ];
}

/** By system and value. */
export function identifierOf(value: JsonValue, code: string): readonly IndexEntry[] {
  return pair(value, 'value', code);
}

/** An entry for each coding of its type, whose system and code stand in the place of a system. */
function typedIdentifier(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value) || !isJsonObject(value['type'])) return NO_ENTRIES;
  const said = value['value'];
  if (typeof said !== 'string') return NO_ENTRIES;
  return codingsOf(value['type']).flatMap((coding): readonly IndexEntry[] => {
    if (!isJsonObject(coding) || typeof coding['code'] !== 'string') return NO_ENTRIES;
    const system = typeof coding['system'] === 'string' ? coding['system'] : '';
    return [{ kind: 'token', code: `${code}:${OF_TYPE}`, system: `${system}|${coding['code']}`, value: said }];
  });
}

function codingsOf(value: Readonly<Record<string, JsonValue>>): readonly JsonValue[] {
  const { coding } = value;
  return Array.isArray(coding) ? coding : [];
}

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
