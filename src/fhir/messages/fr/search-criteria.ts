import type { Translations } from '../language';

/** Criteria on related resources, and their costs. */
export const searchCriteria: Translations = {
  'The search asks for too much at once: {0} look-ups, and may ask for {1}':
    'La recherche demande trop à la fois : {0} valeurs à chercher, pour {1} au plus',
  'Look for fewer values, or make several requests.': 'Cherchez moins de valeurs, ou faites plusieurs requêtes.',
  'The database took too long for what was asked, and gave it up':
    'La base de données a mis trop de temps pour ce qui était demandé, et y a renoncé',
  'Ask for less: add a criterion that few resources fit, such as an identifier, a code or a place.':
    'Demandez moins : ajoutez un critère auquel peu de ressources répondent, tel qu’un identifiant, un code ou un lieu.',
  '{0} does not say what is looked for': '{0} ne dit pas ce qui est cherché',
  'Write _has:Type:reference:parameter, such as _has:PractitionerRole:service:identifier.':
    'Écrivez _has:Type:référence:paramètre, par exemple _has:PractitionerRole:service:identifier.',
  '{0} of {1} does not name a resource of type {2}': '{0} de {1} ne désigne pas de ressource de type {2}',
  'It names {0}.': 'Il désigne {0}.',
  '{0} leads to no type that can be searched here': '{0} ne mène à aucun type que l’on puisse rechercher ici',
  'Look for what is on the resource itself.': 'Cherchez ce qui figure sur la ressource elle-même.',
  '{0} is not a type that can be searched here': '{0} n’est pas un type que l’on puisse rechercher ici',
  'Searched are {0}.': 'On peut rechercher {0}.',
  '{0} and {1} are kept in two databases: one search does not lead from one to the other':
    '{0} et {1} sont tenus dans deux bases de données : une recherche ne mène pas de l’une à l’autre',
  'Search {0} first, and then {1} by the ids that were found.':
    'Recherchez d’abord {0}, puis {1} par les identifiants trouvés.',
  '{0} of {1} is not a reference: nothing can follow it': '{0} de {1} n’est pas une référence : rien ne peut la suivre',
  'References of {0} are {1}.': 'Les références de {0} sont {1}.',
  '{0} does not name resources of its own type, {1}: there is no tree to go up or down':
    '{0} ne désigne pas de ressources de son propre type, {1} : il n’y a pas d’arbre à remonter ni à descendre',
  'Take a reference such as partof.': 'Prenez une référence telle que partof.',
  '{0} follows more than {1} references': '{0} suit plus de {1} références',
  'Follow {0} at most.': 'Suivez-en {0} au plus.',
  '{0} may mean more than {1} ways over resources of several types':
    '{0} peut passer par plus de {1} chemins, sur des ressources de plusieurs types',
  '{0} cannot be sorted by what its references lead to':
    '{0} ne peut être trié d’après ce que désignent ses références',
  '{0} may mean resources of several types, and is sorted by those of one':
    '{0} peut désigner des ressources de plusieurs types, et le tri se fait d’après un seul',
  'Name the type, as in {0}.': 'Nommez le type, comme dans {0}.',
  '{0} does not lead over one or two references': '{0} ne passe pas par une ou deux références',
  'Write _sort=reference.parameter, such as _sort=organization.name.':
    'Écrivez _sort=référence.paramètre, par exemple _sort=organization.name.',
  'Name the types, as in organization:Organization.name.':
    'Nommez les types, comme dans organization:Organization.name.',
};
