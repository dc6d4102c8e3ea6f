import { isResourceType, typeDefinition } from '../model/definitions';
import { isId } from '../model/logical-id';
import { unescape } from './escaping';
import type { SearchParameterDeclaration } from './declaration';
import { date, dateOf } from './kinds/date';
import { plainWords } from './kinds/word-by-word';
import { narrativeOf, textsOf } from './resource-text';
import type { SearchParameter } from './searchable';

/** Answered from what every stored version says of itself: nothing is indexed for them. */
export const ID: SearchParameter = {
  code: '_id',
  type: 'token',
  documentation: {
    en: 'Logical id of the resource; commas mean or.',
    fr: 'Identifiant logique de la ressource ; la virgule veut dire « ou ».',
  },
  modifiers: [],
  sort: 'id',
  // What is no id is nobody's; a database may be less exact about that.
  clause: ({ alternatives }) => ({ kind: 'id', ids: alternatives.filter(isId) }),
};

export const LAST_UPDATED: SearchParameter = {
  code: '_lastUpdated',
  type: 'date',
  documentation: {
    en: `When the current version was written. ${date.documentation.en}`,
    fr: `Quand la version courante a été écrite. ${date.documentation.fr}`,
  },
  example: 'ge2026-01-01',
  modifiers: [],
  sort: 'lastUpdated',
  clause: ({ alternatives }) => ({
    kind: 'lastUpdated',
    values: alternatives.map((text) => dateOf('_lastUpdated', unescape(text))),
  }),
};

const OF_EVERY_TYPE: readonly SearchParameterDeclaration[] = [
  {
    code: '_tag',
    type: 'token',
    expression: 'Resource.meta.tag',
    documentation: { en: 'Tag of the resource.', fr: 'Étiquette (tag) de la ressource.' },
  },
  {
    code: '_profile',
    type: 'uri',
    expression: 'Resource.meta.profile',
    documentation: { en: 'Profile the resource says it follows.', fr: 'Profil que la ressource dit suivre.' },
  },
  {
    code: '_source',
    type: 'uri',
    expression: 'Resource.meta.source',
    documentation: { en: 'Where the resource comes from.', fr: 'D’où vient la ressource.' },
  },
  {
    code: '_security',
    type: 'token',
    expression: 'Resource.meta.security',
    documentation: { en: 'Security label of the resource.', fr: 'Étiquette de sécurité de la ressource.' },
  },
];

/** Of types whose texts are searched: a row of the index for each word costs a write more than other parameters do. */
export const FULL_TEXT: readonly SearchParameterDeclaration[] = [
  {
    code: '_content',
    type: 'string',
    extract: { type: 'string', from: textsOf, ofMembers: textsOf },
    words: plainWords,
    documentation: {
      en: 'Any text of the resource: names, labels of codes, comments, its narrative.',
      fr: 'N’importe quel texte de la ressource : noms, libellés des codes, commentaires, texte narratif.',
    },
  },
  {
    code: '_text',
    type: 'string',
    extract: { type: 'string', members: ['text'], from: narrativeOf },
    words: plainWords,
    documentation: { en: 'The narrative of the resource.', fr: 'Le texte narratif de la ressource.' },
  },
];

const IDENTIFIER: SearchParameterDeclaration = {
  code: 'identifier',
  type: 'token',
  expression: 'Resource.identifier',
  documentation: { en: 'Business identifier:', fr: 'Identifiant métier :' },
};

/**
 * What a type has without declaring it; a declaration with the same code takes its place.
 * @param isFullText whether its texts are searched
 */
export function standardParameters(type: string, isFullText = false): readonly SearchParameterDeclaration[] {
  if (!isResourceType(type)) return [];
  const isIdentified = typeDefinition(type)?.properties.get('identifier')?.type === 'Identifier';
  return [...(isIdentified ? [IDENTIFIER] : []), ...OF_EVERY_TYPE, ...(isFullText ? FULL_TEXT : [])];
}
