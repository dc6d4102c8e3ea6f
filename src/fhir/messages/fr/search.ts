import type { Translations } from '../language';

/** Search: the grammar of queries. */
export const search: Translations = {
  '{0} has no search parameter here.': '{0} n’a aucun paramètre de recherche ici.',
  '{0} can be searched by {1}.': '{0} peut être recherchée par {1}.',
  '{0} is not a search parameter of {1} here': '{0} n’est pas un paramètre de recherche de {1} sur ce serveur',
  '{0} is not a search parameter of {1} here; did you mean {2}?':
    '{0} n’est pas un paramètre de recherche de {1} sur ce serveur ; vouliez-vous dire {2} ?',
  'It was left out. {0}': 'Il n’a pas été pris en compte. {0}',
  'The modifier of {0} is not supported': 'Le modificateur de {0} n’est pas pris en charge',
  '{0} works without a modifier.': '{0} s’emploie sans modificateur.',
  '{0} occurs {1} times': '{0} figure {1} fois',
  '{0} has {1} alternatives': '{0} a {1} valeurs possibles',
  'A parameter may occur at most {0} times, with {1} alternatives each; make several requests.':
    'Un paramètre peut figurer au plus {0} fois, avec {1} valeurs possibles à chaque fois ; faites plusieurs requêtes.',
  '{0} has no value': '{0} n’a pas de valeur',
  'The request does not say which resource it means': 'La requête ne dit pas quelle ressource elle vise',
  '{0} has too many bars (|)': '{0} contient trop de barres (|)',
  'A bar inside a value is written as \\|.': 'Dans une valeur, une barre s’écrit \\|.',
  '{0} cannot be searched by system alone': '{0} ne peut pas être recherché par le système seul',
  'Search by the whole value: {0}=system|value.': 'Recherchez par la valeur entière : {0}=système|valeur.',
  '{0} without a value cannot be searched': '{0} ne peut pas être recherché sans valeur',
  'Write {0}=system|value; a comma in a value is written as \\,.':
    'Écrivez {0}=système|valeur ; dans une valeur, une virgule s’écrit \\,.',
  'A comma in a value is written as \\,.': 'Dans une valeur, une virgule s’écrit \\,.',
  'A value of {0} is too long': 'Une valeur de {0} est trop longue',
  'Send at most {0} characters.': 'Envoyez au plus {0} caractères.',
  '{0} does not name a resource of this server': '{0} ne désigne pas une ressource de ce serveur',
  'Write {0}=Type/id, or {1}=id.': 'Écrivez {0}=Type/id ou {1}=id.',
  '{0} is not a date': '{0} n’est pas une date',
  'Write {0}=2026-01-31, optionally with a time and a time zone, and with a prefix such as ge.':
    'Écrivez {0}=2026-01-31, au besoin avec une heure et un fuseau horaire, et un préfixe tel que ge.',
  '{0} is not a number': '{0} n’est pas un nombre',
  'Write {0}=12, optionally with a prefix such as gt.': 'Écrivez {0}=12, au besoin avec un préfixe tel que gt.',
  '{0} is not a quantity': '{0} n’est pas une quantité',
  'Write {0}=number, {1}=number|system|code or {2}=number||unit.':
    'Écrivez {0}=nombre, {1}=nombre|système|code ou {2}=nombre||unité.',
  '{0}:missing must be true or false, not {1}': '{0}:missing doit valoir true ou false, et non {1}',
  '{0} pr must be true or false, not {1}': '{0} pr doit valoir true ou false, et non {1}',
  'Write {0} pr true.': 'Écrivez {0} pr true.',
  'Write {0}:missing=true.': 'Écrivez {0}:missing=true.',
  '{0} works without a modifier, and with {1}.': '{0} s’emploie sans modificateur, ou avec {1}.',
  'The search has {0} conditions; at most {1} are allowed': 'La recherche a {0} conditions ; {1} au plus sont admises',
  'Send the parameters as {0}, or in the URL.': 'Envoyez les paramètres en {0}, ou dans l’URL.',
  'The form has more than {0} parameters': 'Le formulaire a plus de {0} paramètres',
};
