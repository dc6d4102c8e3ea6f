import { isResourceType, typeDefinition } from '../model/definitions';
import { isId } from '../model/logical-id';
import { unescape } from './escaping';
import type { SearchParameterDeclaration } from './declaration';
import { date, dateOf } from './kinds/date';
import { plainWords } from './kinds/word-by-word';
import { narrativeOf, textsOf } from './resource-text';
import type { SearchParameter } from './searchable';

/** Answered from what every stored version has; needs no index entries. */
export const ID: SearchParameter = {
  code: '_id',
  type: 'token',
  documentation: {
    en: 'Logical id of the resource; commas mean OR.',
    fr: 'Identifiant logique de la ressource ; la virgule veut dire « ou ».',
  },
  modifiers: [],
  sort: 'id',
  // Values that are not ids match nothing; a database might compare them less strictly.
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
  clause: ({ alternatives, clock }) => ({
    kind: 'lastUpdated',
    values: alternatives.map((text) => dateOf('_lastUpdated', unescape(text), clock)),
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
    documentation: { en: 'Profile that the resource claims to conform to.', fr: 'Profil que la ressource dit suivre.' },
  },
  {
    code: '_source',
    type: 'uri',
    expression: 'Resource.meta.source',
    documentation: { en: 'Source of the resource.', fr: 'D’où vient la ressource.' },
  },
  {
    code: '_security',
    type: 'token',
    expression: 'Resource.meta.security',
    documentation: { en: 'Security label of the resource.', fr: 'Étiquette de sécurité de la ressource.' },
  },
];

/** For types with full-text search. They cost a write more than other parameters, because each word is an index row. */
export const FULL_TEXT: readonly SearchParameterDeclaration[] = [
  {
    code: '_content',
    type: 'string',
    extract: { type: 'string', from: textsOf, ofMembers: textsOf },
    words: plainWords,
    version: 1,
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
    version: 1,
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
 * The parameters every type has without declaring them; a declaration with the same code replaces one.
 * @param isFullText whether full-text search is enabled
 */
export function standardParameters(type: string, isFullText = false): readonly SearchParameterDeclaration[] {
  if (!isResourceType(type)) return [];
  const isIdentified = typeDefinition(type)?.properties.get('identifier')?.type === 'Identifier';
  return [...(isIdentified ? [IDENTIFIER] : []), ...OF_EVERY_TYPE, ...(isFullText ? FULL_TEXT : [])];
}
