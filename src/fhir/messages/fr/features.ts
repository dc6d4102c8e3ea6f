import type { Translations } from '../language';

/** FHIR features that the server does not offer, and their alternatives. */
export const features: Translations = {
  'Resource types of this server: {0}; definitions: {1}.':
    'Types de ressources de ce serveur : {0} ; définitions : {1}.',
  '{0} is the base of this server, where there is nothing to read':
    '{0} est l’adresse de base de ce serveur, où il n’y a rien à lire',
  'Its capabilities are at {0}/metadata.': 'Ses capacités sont décrites à l’adresse {0}/metadata.',
  'A Bundle of type batch or transaction is sent here with POST.':
    'Un Bundle de type batch ou transaction s’envoie ici par POST.',
  'To search several types together: GET {0}?_type={1},{2}.':
    'Pour chercher dans plusieurs types à la fois : GET {0}?_type={1},{2}.',
  'Operations: {0}.': 'Opérations : {0}.',
  'A search over all types is not offered, because no type here can be searched':
    'La recherche sur tous les types n’est pas proposée : aucun type n’est ici ouvert à la recherche',
  'Read a resource by its id: GET {0}/1234. {1}': 'Lisez une ressource par son id : GET {0}/1234. {1}',
  'Bundles are not stored here: they are carried out': 'Les Bundles ne sont pas conservés ici : ils sont exécutés',
  'Send a Bundle of type batch or transaction to the base: POST {0}':
    'Envoyez un Bundle de type batch ou transaction à l’adresse de base : POST {0}',
  'The history of all types is not offered, because no type here has a history':
    'L’historique de tous les types n’est pas proposé : aucun type n’a ici d’historique propre',
  'Search by time: GET {0}?_lastUpdated=ge2026-01-31.': 'Cherchez par date : GET {0}?_lastUpdated=ge2026-01-31.',
  'The history of a whole type is not offered here: its store does not list versions by time':
    'L’historique de tout un type n’est pas proposé ici : son stockage ne liste pas les versions par date',
  'Read the history of one resource: GET {0}/1234/_history.':
    'Lisez l’historique d’une seule ressource : GET {0}/1234/_history.',
  'Bulk export ($export) is not offered there': 'L’export en masse ($export) n’est pas proposé à cette adresse',
  'Export all types by GET {0}/$export, or one by GET {1}/$export.':
    'Exportez tous les types par GET {0}/$export, ou un seul par GET {1}/$export.',
  'Search page by page: GET {0}?_count=1000, then the next link of each page.':
    'Cherchez page par page : GET {0}?_count=1000, puis le lien next de chaque page.',
  'The operation {0} is not offered there': 'L’opération {0} n’est pas proposée à cette adresse',
  'It exists for a single resource: {0}/1234/{1}.': 'Elle existe pour une seule ressource : {0}/1234/{1}.',
  '$meta of a type is not offered for {0}, because its database cannot list the tags in use':
    '$meta d’un type n’est pas proposé pour {0} : sa base ne sait pas énumérer les étiquettes',
  'Use it on a single resource: {0}/1234/$meta.': 'Utilisez-le sur une seule ressource : {0}/1234/$meta.',
  '{0} has more than {1} different values of {2}, which are not listed':
    '{0} a plus de {1} valeurs différentes de {2}, qui ne sont pas énumérées',
  'Search for those that you know: {0}?{1}=…': 'Cherchez celles que vous connaissez : {0}?{1}=…',
  'The operation {0} is not offered': 'L’opération {0} n’est pas proposée',
  'The operation {0} is not offered; did you mean {1}?': 'L’opération {0} n’est pas proposée ; vouliez-vous dire {1} ?',
  'A search over several types takes only what all of them have; _type names the types.':
    'Une recherche dans plusieurs types n’admet que ce qu’ils ont tous ; _type nomme les types.',
  'Related resources come with a search by _include and _revinclude, and parts of them by _elements.':
    'Une recherche apporte les ressources liées par _include et _revinclude, et des parties d’elles par _elements.',
  'The operation $expand is not offered': 'L’opération $expand n’est pas proposée',
  'Read the value set: GET {0}/ValueSet?url=…': 'Lisez le jeu de valeurs : GET {0}/ValueSet?url=…',
  'Operations of this server: {0}.': 'Opérations de ce serveur : {0}.',
  'Conditional update (PUT with criteria instead of an id) is not supported by the database of this type':
    'La mise à jour conditionnelle (PUT avec des critères au lieu d’un id) n’est pas prise en charge par la base de données de ce type',
  'Search by GET {0}?identifier=system|value, then PUT to {1}/[id]; or PATCH {2}?identifier=system|value.':
    'Cherchez par GET {0}?identifier=système|valeur, puis envoyez le PUT à {1}/[id] ; ou PATCH {2}?identifier=système|valeur.',
  'Conditional delete (DELETE with criteria instead of an id) is not supported by the database of this type':
    'La suppression conditionnelle (DELETE avec des critères au lieu d’un id) n’est pas prise en charge par la base de données de ce type',
  'Search by GET {0}?identifier=system|value, then DELETE {1}/[id].':
    'Cherchez par GET {0}?identifier=système|valeur, puis DELETE {1}/[id].',
  'Searching in a compartment is not offered': 'La recherche dans un compartiment n’est pas proposée',
  'Search by GET {0}?identifier=system|value.': 'Cherchez par GET {0}?identifier=système|valeur.',
  'Search by the reference: {0}.': 'Cherchez par la référence : {0}.',
};
