import type { Translations } from '../language';

/** The messages of `patch/json-patch/`. */
export const jsonPatch: Translations = {
  'A JSON Patch is a list of operations.': 'Un JSON Patch est une liste d’opérations.',
  'A JSON Patch is a list of operations, not Parameters.':
    'Un JSON Patch est une liste d’opérations, et non Parameters.',
  'A JSON Patch is a list of operations, not one object.':
    'Un JSON Patch est une liste d’opérations, et non un seul objet.',
  'A FHIRPath Patch is sent as application/fhir+json.': 'Un FHIRPath Patch s’envoie en application/fhir+json.',
  'Send [ { "op": "replace", "path": "/name", "value": … } ].':
    'Envoyez [ { "op": "replace", "path": "/name", "value": … } ].',
  'is not a JSON object': 'n’est pas un objet JSON',
  'Send an object with the members op and path.': 'Envoyez un objet avec les membres op et path.',
  '{0} is not a known `op`.': '{0} n’est pas un `op` connu.',
  'has no member `{0}`': 'n’a pas de membre `{0}`',
  'has a member `{0}` that is not a string': 'a un membre `{0}` qui n’est pas une chaîne',
  'Send a JSON Pointer such as `/telecom/0/value`.': 'Envoyez un JSON Pointer tel que `/telecom/0/value`.',
  '`{0}` has {1} characters.': '`{0}` a {1} caractères.',
  'At most {0} are read.': '{0} au plus sont lus.',
  '`{0}` is not a JSON Pointer: {1}.': '`{0}` n’est pas un JSON Pointer : {1}.',
  'it does not start with a slash': 'il ne commence pas par une barre oblique',
  'Did you mean `{0}`? A patch whose paths are FHIRPath is a Parameters resource, sent as application/fhir+json.':
    'Vouliez-vous dire `{0}` ? Un patch dont les chemins sont du FHIRPath est une ressource Parameters, envoyée en application/fhir+json.',
  'the ~ at character {0} is followed by neither 0 nor 1': 'le ~ au caractère {0} n’est suivi ni de 0 ni de 1',
  'Write ~0 for a ~ in a name, and ~1 for a slash in a name.':
    'Écrivez ~0 pour un ~ dans un nom, et ~1 pour une barre oblique dans un nom.',
  'no element has the name {0}': 'aucun élément ne se nomme {0}',
  'Name an element of the resource: `/name`.': 'Nommez un élément de la ressource : `/name`.',
  '`{0}` is {1} levels deep.': '`{0}` descend sur {1} niveaux.',
  'At most {0}.': '{0} au plus.',
  '{0} takes op, path and value.': '{0} attend op, path et value.',
  'has a value that {0}': 'a une valeur qui {0}',
  'has a member {0}': 'a un membre {0}',
  'Send a smaller element, with the names that FHIR defines.':
    'Envoyez un élément plus petit, avec les noms que FHIR définit.',
  '`{0}` cannot be moved into itself, to `{1}`.': '`{0}` ne peut pas être déplacé en lui-même, vers `{1}`.',
  'Use copy to keep it in place as well, or move it to a place outside itself.':
    'Utilisez copy pour le garder aussi à sa place, ou déplacez-le hors de lui-même.',
  '`{0}` does not point to anything.': '`{0}` ne désigne rien.',
  'The resource {0}': 'La ressource {0}',
  'is {0}, which has no members.': 'est {0}, sans aucun membre.',
  'has no member `{0}`: {1}': 'n’a pas de membre `{0}` : {1}',
  'add would create it.': 'add le créerait.',
  'add `{0}` first; parents are not created.': 'ajoutez d’abord `{0}` : les parents ne sont pas créés.',
  'is an empty list': 'est une liste vide',
  'has one entry, 0': 'a une seule entrée, 0',
  'has the entries 0 to {0}': 'a les entrées 0 à {0}',
  '{0}; `-` is the position after the last entry, which only add, move and copy can use.':
    '{0} ; `-` est la position après la dernière entrée, que seuls add, move et copy peuvent utiliser.',
  '{0}; an index is written without leading zeros.': '{0} ; un index s’écrit sans zéros initiaux.',
  '{0}; `{1}` is not an index.': '{0} ; `{1}` n’est pas un index.',
  '{0}; a new last entry is added at {1}, or at `-`.': '{0} ; une nouvelle dernière entrée s’ajoute en {1}, ou en `-`.',
  'a patch cannot remove the whole resource.': 'un patch ne peut pas supprimer la ressource entière.',
  'Name an element: `/name`. A resource is deleted by DELETE.':
    'Nommez un élément : `/name`. Une ressource se supprime par DELETE.',
  'a resource is a JSON object.': 'une ressource est un objet JSON.',
  '`resourceType` cannot be changed by a patch.': '`resourceType` ne peut pas être modifié par un patch.',
  '`{0}` is {1}, not {2}.': '`{0}` vaut {1}, et non {2}.',
  'The resource is not as the patch expects. Read it again, and send a patch for its current state.':
    'La ressource n’est pas telle que le patch l’attend. Relisez-la, et envoyez un patch pour son état actuel.',
  'the patch adds more than {0} characters to the resource.': 'le patch ajoute plus de {0} caractères à la ressource.',
  '{0} was left empty and was removed: {1}.': '{0}, resté vide, a été supprimé : {1}.',
  'FHIR JSON has no empty objects': 'le JSON de FHIR n’admet pas d’objet vide',
  'FHIR JSON has no empty lists': 'le JSON de FHIR n’admet pas de liste vide',
  'After operation {0}, {1} {2}.': 'Après l’opération {0}, {1} {2}.',
  'is null': 'vaut null',
  'Use remove; FHIR JSON allows null only in lists that have a `_` list beside them.':
    'Utilisez remove : le JSON de FHIR n’admet null que dans les listes accompagnées d’une liste `_`.',
  'is an empty string': 'est une chaîne vide',
  'Use remove; FHIR has no empty strings.': 'Utilisez remove : FHIR n’admet pas de chaîne vide.',
  'is more than {0} levels deep': 'se trouve à plus de {0} niveaux de profondeur',
  'Keep the resource flatter.': 'Gardez une ressource moins profonde.',
  'is a list, but {0} beside it is not': 'est une liste, alors que {0}, à côté, n’en est pas une',
  'is not a list, but {0} beside it is': 'n’est pas une liste, alors que {0}, à côté, en est une',
  'A list of values needs a list of their ids and extensions beside it.':
    'Une liste de valeurs doit être accompagnée de la liste de leurs id et extensions.',
  'has {0}, but {1} beside it has {2}': 'a {0}, alors que {1}, à côté, en a {2}',
  'Entries of {0} and {1} with the same index belong together; patch both, with null where one has nothing.':
    'Les entrées de {0} et de {1} de même index vont ensemble : modifiez les deux, avec null là où l’une n’a rien.',
  'is empty, with nothing beside it': 'est vide, et rien ne l’accompagne',
  'Use remove in both lists.': 'Utilisez remove dans les deux listes.',
};
