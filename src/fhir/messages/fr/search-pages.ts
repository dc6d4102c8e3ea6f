import type { Translations } from '../language';

/** Search: sorting, paging and included resources. */
export const searchPages: Translations = {
  'true or false': 'true ou false',
  '{0} is not offered by this server': '{0} n’est pas proposé par ce serveur',
  'Leave it out. Whoever runs the server can enable it with the setting {0}.':
    'Omettez-le. L’exploitant du serveur peut l’activer par le réglage {0}.',
  'Only clients that see everything can have a search explained':
    'Seuls les clients qui voient tout peuvent faire expliquer une recherche',
  'Leave {0} out.': 'Omettez {0}.',
  'Conditions of the search: {0}; statements that answered it: {1}':
    'Conditions de la recherche : {0} ; requêtes SQL exécutées : {1}',
  'Statement {0}, {1} ms: rows found: {2}': 'Requête SQL {0}, {1} ms : lignes trouvées : {2}',
  'Statement {0}, {1} ms: rows read: {2}; rows found: {3}':
    'Requête SQL {0}, {1} ms : lignes lues : {2} ; lignes trouvées : {3}',
  '_sort has {0} keys; at most {1} are allowed': '_sort a {0} clés ; {1} au plus sont admises',
  'Remove the last ones.': 'Retirez les dernières.',
  '{0} cannot be sorted.': '{0} ne peut pas être triée.',
  '{0} can be sorted by {1}; a dash before a key reverses the order.':
    '{0} peut être triée par {1} ; un tiret devant une clé inverse l’ordre.',
  '{0} cannot be sorted by {1}': '{0} ne peut pas être triée par {1}',
  '{0} cannot be sorted by {1}; did you mean {2}?': '{0} ne peut pas être triée par {1} ; vouliez-vous dire {2} ?',
  'The search has more than {0} includes': 'La recherche a plus de {0} inclusions',
  'Use * for all references of a type.': 'Utilisez * pour toutes les références d’un type.',
  'Write {0}, or {1}.': 'Écrivez {0} ou {1}.',
  'Write {0}=Type:parameter, {1}=Type:parameter:Target, {2}=Type:* or {3}=*.':
    'Écrivez {0}=Type:paramètre, {1}=Type:paramètre:Cible, {2}=Type:* ou {3}=*.',
  '{0} does not say what to include': '{0} ne dit pas quoi inclure',
  'Types served: {0}.': 'Types proposés : {0}.',
  '{0} is not a resource type of FHIR R4': '{0} n’est pas un type de ressource de FHIR R4',
  'References of {0}: {1}.': 'Références de {0} : {1}.',
  '{0} has no search parameter that is a reference.': '{0} n’a aucun paramètre de recherche de type référence.',
  '{0} does not refer to {1}': '{0} ne fait pas référence à {1}',
  '{0} is not a reference of {1} here': '{0} n’est pas une référence de {1} sur ce serveur',
  '{0} is not a reference of {1} here; did you mean {2}?':
    '{0} n’est pas une référence de {1} sur ce serveur ; vouliez-vous dire {2} ?',
  'This link to a page has expired: the search index has changed since, or the link is too old':
    'Ce lien vers une page a expiré : l’index de recherche a changé depuis, ou le lien est trop ancien',
  'Begin at the first page: the same request without {0}.':
    'Recommencez à la première page : la même requête sans {0}.',
  'one of {0}': 'l’une des valeurs {0}',
  'This search ends here, after {0} resources: there are more':
    'Cette recherche s’arrête ici, après {0} ressources : il y en a d’autres',
  'GET {0} returns all of them.': 'GET {0} les renvoie toutes.',
  'Ask for less at once, such as one region, or what changed since a day.':
    'Demandez moins à la fois : une région, par exemple, ou ce qui a changé depuis une date.',
  'There are more than {0} resources: counting stopped there':
    'Il y a plus de {0} ressources : le comptage s’est arrêté là',
  'Ask with _total=accurate for all of them.': 'Demandez _total=accurate pour toutes les compter.',
  'Only {0} resources are included with this page: there are more':
    'Seules {0} ressources sont incluses avec cette page : il y en a d’autres',
  'Ask for smaller pages (_count), or include less.':
    'Demandez des pages plus petites (_count), ou moins d’inclusions.',
};
