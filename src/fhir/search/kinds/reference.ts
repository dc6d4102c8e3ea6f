import { targetOf } from '../../integrity/references';
import { isJsonObject, type JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import { isResourceType } from '../../model/definitions';
import { isId } from '../../model/logical-id';
import type { IndexEntry } from '../../ports/index-change';
import type { ReferenceValue } from '../../ports/search';
import { unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Asked, type Kind, type ParameterFacts } from './kind';
import { identifierOf, tokenOf } from './token';

/** `organization:identifier` searches the identifier within the reference. */
const IDENTIFIER = 'identifier';

/** References to resources of this server. @see https://hl7.org/fhir/R4/search.html#reference */
export const reference: Kind = {
  index: 'reference',
  extras: [IDENTIFIER],
  elements: { Reference: referenceEntries },
  modifiers: ({ targets = [], answers }) => [...targets, ...(answers?.('token', true) === false ? [] : [IDENTIFIER])],
  clause: (parameter, asked) => {
    const { code, indexedAs = code } = parameter;
    if (asked.modifier === IDENTIFIER) {
      const values = asked.alternatives.map((text) => tokenOf(code, text));
      return { kind: 'token', code: `${indexedAs}:${IDENTIFIER}`, values };
    }
    const values = asked.alternatives.flatMap((text) => valuesOf(parameter, unescape(text), asked));
    return { kind: 'reference', code: indexedAs, values };
  },
  documentation: {
    en: '`Type/id`, `id`, or the URL of a resource of this server; `:identifier` searches by the identifier in the reference; commas mean OR.',
    fr: '`Type/id`, `id`, ou l’adresse d’une ressource de ce serveur ; `:identifier` prend l’identifiant inscrit dans la référence ; la virgule veut dire « ou ».',
  },
};

function referenceEntries(value: JsonValue, code: string, baseUrl: string | undefined): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const { reference: literal, identifier } = value;
  const target = typeof literal === 'string' ? targetOf(literal, baseUrl) : undefined;
  return [
    ...(target ? [{ kind: 'reference' as const, code, ...target }] : NO_ENTRIES),
    ...(identifier === undefined ? NO_ENTRIES : identifierOf(identifier, `${code}:${IDENTIFIER}`)),
  ];
}

function valuesOf(parameter: ParameterFacts, text: string, { modifier, baseUrl }: Asked): readonly ReferenceValue[] {
  const { code, targets } = parameter;
  if (isId(text)) {
    if (modifier !== undefined) return [{ type: modifier, id: text }];
    return targets ? targets.map((type) => ({ type, id: text })) : [{ id: text }];
  }
  const target = targetOf(text, baseUrl);
  if (!target || !isResourceType(target.type)) {
    const hint = say`Write ${code}=Type/id, or ${code}=id.`;
    throw wrongValue(code, say`${excerptOf(text)} does not name a resource of this server`, hint);
  }
  return modifier === undefined || modifier === target.type ? [target] : [];
}
