import type { Translations } from '../language';

/** `$diff` and `$validate`: what `operations/` says. */
export const operations: Translations = {
  '{0} must be a version, such as the versionId in an ETag':
    '{0} doit être une version, par exemple le versionId d’un ETag',
  '$diff needs Parameters with one parameter {0}': '$diff demande une ressource Parameters avec un seul paramètre {0}',
  '{0} names no version': '{0} ne désigne aucune version',
  'Write { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".':
    'Écrivez { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, ou une "resource".',
  '{0} has no parameter {1}': '{0} n’a pas de paramètre {1}',
  '{0} has {1} twice': '{0} a deux fois le paramètre {1}',
  'Its parameters: {0}.': 'Ses paramètres : {0}.',
  'The mode {0} needs an id': 'Le mode {0} demande un id',
  'The interaction {0} would be refused with status {1}.': 'L’interaction {0} serait refusée avec le statut {1}.',
  '{0} would be deleted: this was a dry run, and it is still there.':
    '{0} serait supprimée : c’était un essai à blanc, elle est toujours là.',
  '{0} is not there, and its deletion would change nothing.': '{0} n’existe pas, et sa suppression ne changerait rien.',
  'Nothing is wrong.': 'Tout est correct.',
  '$validate needs a resource': '$validate demande une ressource',
  'The resource is no {0}': 'La ressource n’est pas de type {0}',
  'The mode of $validate is one of {0}': 'Le mode de $validate est l’un de {0}',
  'Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.':
    'Envoyez la ressource, ou Parameters avec resource, mode (create, update, delete, profile) et profile.',
};
