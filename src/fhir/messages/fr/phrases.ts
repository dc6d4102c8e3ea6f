import type { Translations } from '../language';

/** Joining of phrases: the messages of `messages/` itself. */
export const phrases: Translations = {
  '{0}, {1}': '{0}, {1}',
  '{0} and {1}': '{0} et {1}',
  '{0} {1}': '{0} {1}',
  'a string': 'une chaîne',
  'a boolean': 'un booléen',
  'a number': 'un nombre',
  '1 entry': '1 entrée',
  '{0} entries': '{0} entrées',
  'Did you mean {0}?': 'Vouliez-vous dire {0} ?',
  'Send the whole resource.': 'Envoyez la ressource entière.',
  '{0} is not a {1}.': '{0} n’est pas une valeur du type {1}.',
  '{0} is not an {1}.': '{0} n’est pas une valeur du type {1}.',
  'The id of the body is not that of the URL, {0}': 'L’id du corps n’est pas celui de l’URL, {0}',
  'Write "id": "{0}".': 'Écrivez "id": "{0}".',
};
