import { isJsonObject, type JsonValue } from '../../json';
import type { IndexEntry } from '../../ports/index-change';
import { NO_ENTRIES, type Kind, type ParameterFacts, type ToEntries } from './kind';
import { CODED, TOKEN_MODIFIERS, type TokenModifier } from './token-modifiers';
import { SYSTEM, systemCode, tokenClause } from './token-clause';
import { displays } from './words';

export { tokenOf } from './token-value';

/** Code suffix of entries with the type and value of an identifier: `identifier:of-type`. */
export const OF_TYPE = 'of-type';

/** @see https://hl7.org/fhir/R4/search.html#token */
export const token: Kind = {
  index: 'token',
  extras: [OF_TYPE, SYSTEM],
  elements: {
    Identifier: (value, code) => [...withSystem(value, identifierOf(value, code), code), ...typedIdentifier(value, code), ...displays(value, code)], // prettier-ignore
    Coding: (value, code) => [...withSystem(value, pair(value, 'code', code), code), ...displays(value, code)],
    CodeableConcept: (value, code) =>
      isJsonObject(value)
        ? [
            ...codingsOf(value).flatMap((coding) => withSystem(coding, pair(coding, 'code', code), code)),
            ...displays(value, code),
          ]
        : NO_ENTRIES,
    // The `system` of a ContactPoint is a kind of device, not a namespace.
    ContactPoint: (value, code) => (isJsonObject(value) ? plain(value['value']!, code) : NO_ENTRIES),
    ...Object.fromEntries(
      ['code', 'string', 'id', 'boolean', 'uri', 'canonical', 'markdown'].map((type) => [type, plain] as const),
    ),
  },
  modifiers: modifiersOf,
  clause: (parameter, asked) => {
    const { modifier } = asked;
    if (modifier !== undefined) return TOKEN_MODIFIERS[modifier as TokenModifier](parameter, asked);
    return tokenClause(parameter, asked.alternatives);
  },
  documentation: {
    en: '`system|value`, `|value` without a system, `value` in any system, or `system|` for any value; commas mean OR.',
    fr: '`système|valeur`, `|valeur` sans système, `valeur` de n’importe quel système, ou `système|`, quelle que soit la valeur ; la virgule veut dire « ou ».',
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

/** Entries for the system and value of an identifier. */
export function identifierOf(value: JsonValue, code: string): readonly IndexEntry[] {
  return pair(value, 'value', code);
}

/**
 * Adds an entry for the system alone, which an element may have without a value. The entry of such an element also has
 * its system as system, so that a sample of each (`ResourceStore.samples`) includes one.
 */
function withSystem(value: JsonValue, entries: readonly IndexEntry[], code: string): readonly IndexEntry[] {
  const system = isJsonObject(value) ? value['system'] : undefined;
  if (typeof system !== 'string' || system === '') return entries;
  const alone = entries.length === 0 ? system : '';
  return [...entries, { kind: 'token', code: systemCode(code), system: alone, value: system }];
}

/** One entry per coding of the identifier's type; its system and code take the place of the system. */
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
