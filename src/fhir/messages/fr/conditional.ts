import type { Translations } from '../language';

/** Conditional create, update, patch and delete. */
export const conditional: Translations = {
  'Conditional create (If-None-Exist) is not offered for what this database keeps':
    'La création conditionnelle (If-None-Exist) n’est pas proposée pour ce que conserve cette base',
  'To create the resource only where nothing fits these criteria, send them in the header If-None-Exist.':
    'Pour ne créer la ressource que si rien ne répond à ces critères, envoyez-les dans l’en-tête If-None-Exist.',
  'Search by GET {0}?identifier=system|value, and create when nothing is found.':
    'Cherchez par GET {0}?identifier=système|valeur, et créez la ressource si la recherche ne trouve rien.',
  'No {0} fits {1}': 'Aucune ressource {0} ne répond à {1}',
  'Several resources of type {0} fit {1}, and one is meant':
    'Plusieurs ressources {0} répondent à {1}, alors qu’il en faut une seule',
  'Write criteria that one of them fits, such as an identifier with its system, or name the resource by its id.':
    'Écrivez des critères auxquels une seule répond, par exemple un identifiant avec son système, ou désignez la ressource par son id.',
  'More than {0} resources of type {1} fit {2}: so many are not deleted at once':
    'Plus de {0} ressources {1} répondent à {2} : on n’en supprime pas autant à la fois',
  'Nothing was deleted. Ask for less at once.': 'Rien n’a été supprimé. Demandez-en moins à la fois.',
  '{0} means {1}/{2}, and the body has another id': '{0} désigne {1}/{2}, et le corps porte un autre id',
  'Leave the id out, or write "id": "{0}".': 'Omettez l’id, ou écrivez "id": "{0}".',
  'No {0} fits {1}, and the id of the body is that of another one: {2}/{3}':
    'Aucune ressource {0} ne répond à {1}, et l’id du corps est celui d’une autre : {2}/{3}',
  'Leave the id out to create a new resource, or name that one by its id.':
    'Omettez l’id pour créer une nouvelle ressource, ou désignez l’autre par son id.',
  '{0} is to mean one resource, and {1}/{2}, which is written together with it, fits as well':
    '{0} doit désigner une seule ressource, et {1}/{2}, écrite avec elle, y répond aussi',
  'Name each resource once in one request.': 'Désignez chaque ressource une seule fois dans une requête.',
  '{0} fits the criteria already, at version {1}: nothing was stored.':
    '{0} répond déjà aux critères, à la version {1} : rien n’a été enregistré.',
  'The database of {0} is not searched in the middle of a transaction':
    'La base des ressources {0} ne se consulte pas par recherche au milieu d’une transaction',
  'Send the search in a request of its own, or in a batch.':
    'Envoyez la recherche dans sa propre requête, ou dans un batch.',
};
