import { targetOf } from '../../integrity/references';
import { isJsonObject } from '../../json';
import { excerptOf, say } from '../../messages';
import { isResourceType } from '../../model/definitions';
import { isId } from '../../model/logical-id';
import type { ReferenceValue } from '../../ports/search';
import { unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Asked, type Kind, type ParameterFacts } from './kind';

/** References to resources of this server. @see https://hl7.org/fhir/R4/search.html#reference */
export const reference: Kind = {
  index: 'reference',
  elements: {
    Reference: (value, code, baseUrl) => {
      const literal = isJsonObject(value) ? value['reference'] : undefined;
      const target = typeof literal === 'string' ? targetOf(literal, baseUrl) : undefined;
      return target ? [{ kind: 'reference', code, ...target }] : NO_ENTRIES;
    },
  },
  modifiers: ({ targets = [] }) => targets,
  clause: (parameter, asked) => ({
    kind: 'reference',
    code: parameter.code,
    values: asked.alternatives.flatMap((text) => valuesOf(parameter, unescape(text), asked)),
  }),
  documentation: {
    en: '`Type/id`, `id`, or the address of a resource of this server; commas mean or.',
    fr: '`Type/id`, `id`, ou l’adresse d’une ressource de ce serveur ; la virgule veut dire « ou ».',
  },
};

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
