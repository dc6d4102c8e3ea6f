import type { Translations } from '../language';

/** Searching: what the search grammar says. */
export const search: Translations = {
  '{0} can be searched by {1}.': '{0} peut être recherchée par {1}.',
  '{0} is no search parameter of {1} here': '{0} n’est pas ici un paramètre de recherche de {1}',
  '{0} is no search parameter of {1} here; did you mean {2}?':
    '{0} n’est pas ici un paramètre de recherche de {1} ; vouliez-vous dire {2} ?',
  'It was left out. {0}': 'Il n’a pas été pris en compte. {0}',
  'The modifier of {0} is not supported': 'Le modificateur de {0} n’est pas pris en charge',
  '{0} works without a modifier.': '{0} s’emploie sans modificateur.',
  '{0} is there {1} times': '{0} est présent {1} fois',
  '{0} has {1} alternatives': '{0} a {1} valeurs possibles',
  'At most {0} of a parameter, with {1} alternatives each: make several requests.':
    'Au plus {0} fois le même paramètre, avec {1} valeurs possibles chacun : faites plusieurs requêtes.',
  '{0} has no value': '{0} n’a pas de valeur',
  'The request does not say which resource it means': 'La requête ne dit pas quelle ressource elle vise',
  '{0} has a bar too many': '{0} contient une barre (|) de trop',
  'A bar inside a value is written as \\|.': 'Dans une valeur, une barre s’écrit \\|.',
  'The identifiers of a whole system, {0}, cannot be searched here':
    'Les identifiants de tout un système, {0}, ne peuvent pas être recherchés ici',
  'Search by the whole identifier: identifier=system|value.':
    'Recherchez par l’identifiant entier : identifier=système|valeur.',
  'An identifier without a value cannot be searched': 'Un identifiant sans valeur ne peut pas être recherché',
  'Write identifier=system|value; a comma in a value is written as \\,.':
    'Écrivez identifier=système|valeur ; dans une valeur, une virgule s’écrit \\,.',
  'Send the parameters as {0}, or in the URL.': 'Envoyez les paramètres en {0}, ou dans l’URL.',
  'The form has more than {0} parameters': 'Le formulaire a plus de {0} paramètres',
};
