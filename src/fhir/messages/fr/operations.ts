import type { Translations } from '../language';

/** `$diff` and `$validate`: what `operations/` says. */
export const operations: Translations = {
  '{0} must be the number of a version, such as 3': '{0} doit être un numéro de version, par exemple 3',
  '$diff needs Parameters with one parameter {0}': '$diff demande une ressource Parameters avec un seul paramètre {0}',
  '{0} names no version': '{0} ne désigne aucune version',
  'Write { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".':
    'Écrivez { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, ou une "resource".',
  'Nothing is wrong.': 'Tout est correct.',
  '$validate needs a resource': '$validate demande une ressource',
  'The resource is no {0}': 'La ressource n’est pas de type {0}',
  'The mode of $validate is one of {0}': 'Le mode de $validate est l’un de {0}',
  'Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.':
    'Envoyez la ressource, ou Parameters avec resource, mode (create, update, delete, profile) et profile.',
};
