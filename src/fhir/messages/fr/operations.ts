import type { Translations } from '../language';

/** `$diff` and `$validate`: what `operations/` says. */
export const operations: Translations = {
  '{0} must be a version, such as the versionId in an ETag':
    '{0} doit être une version, par exemple le versionId d’un ETag',
  '{0} names no version': '{0} ne désigne aucune version',
  'Write { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, or a "resource".':
    'Écrivez { "name": "{0}", "valueReference": { "reference": "Organization/1234/_history/1" } }, ou une "resource".',
  '{0} has no parameter {1}': '{0} n’a pas de paramètre {1}',
  '{0} has no parameter {1}; did you mean {2}?': '{0} n’a pas de paramètre {1} ; vouliez-vous dire {2} ?',
  '{0} has {1} twice': '{0} a deux fois le paramètre {1}',
  '{0} takes {1} at most {2} times': '{0} admet le paramètre {1} au plus {2} fois',
  '{0} needs the parameter {1}': 'Le paramètre {1} de {0} est obligatoire',
  '{0} needs the parameter {1} at least {2} times': 'Le paramètre {1} de {0} doit figurer au moins {2} fois',
  'It has no parameters.': 'Elle n’a pas de paramètre.',
  '{0} takes Parameters': '{0} attend une ressource Parameters',
  'The body starts with { "resourceType": "Parameters" …': 'Le corps commence par { "resourceType": "Parameters" …',
  '{0} must be a resource of type {1}': '{0} doit être une ressource de type {1}',
  'Send it as resource.': 'Envoyez-la dans resource.',
  'Write "{0}".': 'Écrivez "{0}".',
  '{0} must be of type {1}': '{0} doit être de type {1}',
  '{0} is not a value of {1}': '{0} n’est pas une valeur de {1}',
  'Its values: {0}.': 'Ses valeurs : {0}.',
  '{0} is not accepted: {1}': '{0} n’est pas accepté : {1}',
  'Its parameters: {0}.': 'Ses paramètres : {0}.',
  'The mode {0} needs an id': 'Le mode {0} demande un id',
  'The interaction {0} would be refused with status {1}.': 'L’interaction {0} serait refusée avec le statut {1}.',
  '{0} would be deleted: this was a dry run, and it is still there.':
    '{0} serait supprimée : c’était un essai à blanc, elle est toujours là.',
  '{0} is not there, and its deletion would change nothing.': '{0} n’existe pas, et sa suppression ne changerait rien.',
  'Nothing is wrong.': 'Tout est correct.',
  '$validate needs a resource': '$validate demande une ressource',
  'The resource is not a {0}': 'La ressource n’est pas de type {0}',
  'Send the resource, or Parameters with resource, mode (create, update, delete, profile) and profile.':
    'Envoyez la ressource, ou Parameters avec resource, mode (create, update, delete, profile) et profile.',
};
