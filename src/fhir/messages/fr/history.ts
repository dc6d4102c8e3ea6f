import type { Translations } from '../language';

/** Histories of types, and searches over several types. */
export const history: Translations = {
  'a date or an instant, such as 2026-01-31, without a prefix or with ge, gt, le or lt':
    'une date ou un instant, par exemple 2026-01-31, sans préfixe ou avec ge, gt, le ou lt',
  'periods with a moment in common, such as ge2026-01-01 and le2026-12-31':
    'des périodes qui ont un instant en commun, par exemple ge2026-01-01 et le2026-12-31',
  'one of {0} here': 'l’une des valeurs {0}',
  '{0}/{1} was deleted, and a PUT cannot restore it, because this server assigns the ids itself':
    '{0}/{1} a été supprimée, et un PUT ne peut pas la rétablir : ce serveur attribue lui-même les id',
  'Create it again, under another id: POST {0}. Its versions are still in its history.':
    'Recréez-la sous un autre id : POST {0}. Ses versions restent dans son historique.',
  '_list needs List resources, which this server does not serve':
    '_list nécessite des ressources List, que ce serveur ne propose pas',
  'Search by _id, with the ids of the list separated by commas.':
    'Cherchez par _id, avec les id de la liste séparés par des virgules.',
  '_list must be the id of one List': '_list doit être l’id d’une seule List',
  'Lists that a server computes, such as $current-problems, are not offered.':
    'Les listes calculées par le serveur, comme $current-problems, ne sont pas proposées.',
  'The list has more than {0} entries': 'La liste a plus de {0} entrées',
  'Split it into several lists.': 'Répartissez-la en plusieurs listes.',
  '{0} cannot be searched here; did you mean {1}?':
    'La recherche n’est pas possible ici sur {0} ; vouliez-vous dire {1} ?',
  '{0} cannot be searched here': 'La recherche n’est pas possible ici sur {0}',
  'Types that can be searched: {0}.': 'Types ouverts à la recherche : {0}.',
  '{0} is sorted as {1} in {2} and as {3} in {4}, so the two cannot be sorted together':
    '{0} est trié comme {1} dans {2} et comme {3} dans {4} : les deux ne peuvent pas être triés ensemble',
  '{0} cannot be sorted by {1} together with other types: its database compares values in its own way':
    '{0} ne peut pas être triée par {1} avec d’autres types : sa base de données compare les valeurs à sa façon',
  'Omit it, or search one type: GET {0}': 'Omettez-le, ou cherchez dans un seul type : GET {0}',
  'A search over several types cannot be explained': 'Une recherche sur plusieurs types ne peut pas être expliquée',
  'Search one type: GET {0}?_explain=true': 'Cherchez dans un seul type : GET {0}?_explain=true',
};
