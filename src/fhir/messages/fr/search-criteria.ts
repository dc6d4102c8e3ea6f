import type { Translations } from '../language';

/** Criteria on related resources, and their costs. */
export const searchCriteria: Translations = {
  'The search asks for too much at once: {0} look-ups, of at most {1}':
    'La recherche est trop large : {0} valeurs à rechercher, alors que {1} au plus sont admises',
  'The search follows references too often': 'La recherche suit trop de références',
  'Follow fewer references at once, or make several requests.':
    'Suivez moins de références à la fois, ou faites plusieurs requêtes.',
  'Search for fewer values, or make several requests.': 'Cherchez moins de valeurs, ou faites plusieurs requêtes.',
  'The database took too long for what was asked, and gave it up':
    'La base de données a mis trop de temps à répondre, et la recherche a été abandonnée',
  'Ask for less: add a criterion that few resources fit, such as an identifier, a code or a place.':
    'Restreignez la recherche : ajoutez un critère auquel peu de ressources répondent, tel qu’un identifiant, un code ou un lieu.',
  '{0} does not say what to search for': '{0} ne dit pas ce qu’il faut rechercher',
  'Write _has:Type:reference:parameter, such as _has:PractitionerRole:service:identifier.':
    'Écrivez _has:Type:référence:paramètre, par exemple _has:PractitionerRole:service:identifier.',
  '{0} of {1} does not refer to resources of type {2}': '{0} de {1} ne désigne pas de ressources de type {2}',
  'It refers to {0}.': 'Il désigne {0}.',
  '{0} does not refer to any type that can be searched here':
    '{0} ne désigne aucun type que l’on puisse rechercher ici',
  'Search by elements of the resource itself.': 'Recherchez par des éléments de la ressource elle-même.',
  '{0} is not a type that can be searched here': '{0} n’est pas un type que l’on puisse rechercher ici',

  '{0} and {1} are stored in two databases; a search cannot span both':
    '{0} et {1} sont enregistrés dans deux bases de données ; une même recherche ne peut pas porter sur les deux',
  'Search {0} first, then search {1} by the ids found.':
    'Recherchez d’abord {0}, puis {1} par les identifiants trouvés.',
  '{0} of {1} is not a reference; it cannot be followed':
    '{0} de {1} n’est pas une référence ; on ne peut pas la suivre',
  'References of {0} are {1}.': 'Les références de {0} sont {1}.',
  '{0} does not refer to resources of its own type, {1}, so there is no hierarchy to follow':
    '{0} ne désigne pas de ressources de son propre type, {1} : il n’y a pas d’arborescence à parcourir',
  'Use a reference such as partof.': 'Utilisez une référence telle que partof.',
  '{0} follows more than {1} references': '{0} suit plus de {1} références',
  'Follow at most {0}.': 'Suivez-en {0} au plus.',
  '{0} can take more than {1} paths through resources of several types':
    '{0} peut suivre plus de {1} chemins à travers des ressources de plusieurs types',
  '{0} cannot be sorted by the resources that it refers to':
    '{0} ne peut pas être trié d’après les ressources auxquelles il fait référence',
  '{0} can refer to resources of several types; sorting needs a single type':
    '{0} peut désigner des ressources de plusieurs types ; le tri n’en admet qu’un',
  'Name the type, as in {0}.': 'Nommez le type, comme dans {0}.',
  '{0} does not follow one or two references': '{0} ne suit pas une ou deux références',
  'Write _sort=reference.parameter, such as _sort=organization.name.':
    'Écrivez _sort=référence.paramètre, par exemple _sort=organization.name.',
  'Name the types, as in organization:Organization.name.':
    'Nommez les types, comme dans organization:Organization.name.',
};
