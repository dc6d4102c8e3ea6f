import type { Translations } from '../language';

/** Conditional create, update, patch and delete. */
export const conditional: Translations = {
  'Conditional create (If-None-Exist) is not supported by the database of this type':
    'La création conditionnelle (If-None-Exist) n’est pas prise en charge par la base de données de ce type',
  'To create the resource only if nothing matches these criteria, send them in the header If-None-Exist.':
    'Pour ne créer la ressource que si rien ne répond à ces critères, envoyez-les dans l’en-tête If-None-Exist.',
  'Search by GET {0}?identifier=system|value, and create the resource if nothing is found.':
    'Cherchez par GET {0}?identifier=système|valeur, et créez la ressource si la recherche ne trouve rien.',
  'No {0} matches {1}': 'Aucune ressource {0} ne répond à {1}',
  'Several resources of type {0} match {1}, but only one may':
    'Plusieurs ressources {0} répondent à {1}, alors qu’il en faut une seule',
  'Write criteria that only one of them matches, such as an identifier with its system, or name the resource by its id.':
    'Écrivez des critères auxquels une seule répond, par exemple un identifiant avec son système, ou désignez la ressource par son id.',
  'Which {0} matches {1} depends on resources that the same transaction writes, and could not be determined':
    'La ressource {0} qui répond à {1} dépend de ressources que la même transaction écrit, et n’a pas pu être déterminée',
  'Write them in an earlier request, or name the resource by its id, or by the fullUrl of its entry.':
    'Écrivez-les dans une requête antérieure, ou désignez la ressource par son id, ou par le fullUrl de son entrée.',
  'More than {0} resources of type {1} match {2}, too many to delete at once':
    'Plus de {0} ressources {1} répondent à {2} : on n’en supprime pas autant à la fois',
  'Nothing was deleted. Ask for less at once.': 'Rien n’a été supprimé. Demandez-en moins à la fois.',
  '{0} matches {1}/{2}, but the body has another id': '{0} désigne {1}/{2}, alors que le corps porte un autre id',
  'Leave the id out, or write "id": "{0}".': 'Omettez l’id, ou écrivez "id": "{0}".',
  'No {0} matches {1}, and the body has the id of another resource: {2}/{3}':
    'Aucune ressource {0} ne répond à {1}, et le corps porte l’id d’une autre : {2}/{3}',
  'Leave the id out to create a new resource, or name that one by its id.':
    'Omettez l’id pour créer une nouvelle ressource, ou désignez l’autre par son id.',
  '{0} must match one resource, but {1}/{2}, which is written in the same request, matches as well':
    '{0} doit désigner une seule ressource, mais {1}/{2}, écrite dans la même requête, y répond aussi',
  'Name each resource once in one request.': 'Désignez chaque ressource une seule fois dans une requête.',
  '{0} already matches the criteria, at version {1}: nothing was stored.':
    '{0} répond déjà aux critères, à la version {1} : rien n’a été enregistré.',
  'The database of {0} cannot be searched within a transaction':
    'La base des ressources {0} ne permet pas de recherche au sein d’une transaction',
  'Send the search in a request of its own, or in a batch.':
    'Envoyez la recherche dans sa propre requête, ou dans un batch.',
};
