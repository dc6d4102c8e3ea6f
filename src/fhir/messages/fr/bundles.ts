import type { Translations } from '../language';

/** Batches and transactions. */
export const bundles: Translations = {
  'Send a Bundle with a Content-Type of {0}.': 'Envoyez un Bundle avec un Content-Type {0}.',
  'NDJSON (one resource per line) is not a Bundle': 'Du NDJSON (une ressource par ligne) n’est pas un Bundle',
  'Send a Bundle of type batch or transaction as application/fhir+json.':
    'Envoyez un Bundle de type batch ou transaction en application/fhir+json.',
  'To load many resources, use {0}.': 'Pour charger un grand nombre de ressources, utilisez {0}.',
  'The Bundle is not valid': 'Le Bundle n’est pas valide',
  'The entry is not valid': 'L’entrée n’est pas valide',
  'The entry has no request, which says what to do': 'L’entrée n’a pas de request, qui dit ce qu’il faut faire',
  'Write "request": { "method": "POST", "url": "Organization" } beside the resource.':
    'Écrivez "request": { "method": "POST", "url": "Organization" } à côté de la ressource.',
  '{0} is not an address': '{0} n’est pas une adresse',
  'Percent-encode accented letters as UTF-8.': 'Encodez les lettres accentuées en UTF-8, sous la forme %XX.',
  '{0} is not an address of this server': '{0} n’est pas une adresse de ce serveur',
  'Write what follows {0}/, such as Organization/1234.': 'Écrivez ce qui suit {0}/, par exemple Organization/1234.',
  'The full URL is that of {0}, and the resource is {1}':
    'L’URL complète (fullUrl) est celle de {0}, et la ressource est {1}',
  'Write the address of the resource, or urn:uuid: and a new UUID.':
    'Écrivez l’adresse de la ressource, ou urn:uuid: suivi d’un nouvel UUID.',
  'Two resources cannot each refer to the version of the other that this transaction creates':
    'Deux ressources ne peuvent pas faire chacune référence à la version de l’autre que crée cette transaction',
  'Leave the extension out in one of them.': 'Retirez l’extension de l’une d’elles.',
  'The resource is stored; warnings about it: {0}': 'La ressource est enregistrée ; avertissements à son sujet : {0}',
  'The resource would be stored; warnings about it: {0}':
    'La ressource serait enregistrée ; avertissements à son sujet : {0}',
  'Prefer: return=OperationOutcome lists them.': 'Prefer: return=OperationOutcome les énumère.',
  'The criteria are for {0}, but the resource to create is of type {1}':
    'Les critères portent sur {0}, alors que la ressource à créer est de type {1}',
  'Write only the criteria, such as identifier=system|value.':
    'Écrivez les critères seuls, par exemple identifier=système|valeur.',
  'A Bundle is sent to {0}; {1} is not a Bundle': 'L’adresse {0} attend un Bundle, or {1} n’en est pas un',
  'Send a resource to the address of its type, such as POST {0}/Organization.':
    'Envoyez une ressource à l’adresse de son type, par exemple POST {0}/Organization.',
  'The Bundle does not say its type': 'Le Bundle n’indique pas son type',
  'An entry that asks for something has no `{0}`': 'Une entrée qui demande quelque chose n’a pas de `{0}`',
  'Leave `{0}` out: it belongs in an answer.': 'Omettez `{0}` : sa place est dans une réponse.',
  'A Bundle of type {0} cannot be carried out': 'Un Bundle de type {0} ne peut pas être exécuté',
  'Its type must be batch (each entry by itself) or transaction (all entries or none).':
    'Son type doit être batch (chaque entrée séparément) ou transaction (toutes les entrées ou aucune).',
  'The Bundle has {0} entries; at most {1} are allowed': 'Le Bundle compte {0} entrées ; {1} au plus sont admises',
  'Spread them over several Bundles.': 'Répartissez-les sur plusieurs Bundles.',
  'The answers to this Bundle are longer than {0} MB': 'Les réponses à ce Bundle dépassent {0} Mo',
  'The Bundle takes longer than the {0} seconds allowed':
    'L’exécution du Bundle dépasse les {0} secondes qui lui sont accordées',
  'Spread its entries over several Bundles.': 'Répartissez ses entrées sur plusieurs Bundles.',
  'The entry has no resource, but {0} needs one': 'L’entrée n’a pas de ressource, alors que {0} en exige une',
  'Operations cannot be entries of a Bundle': 'Une opération ne peut pas être une entrée d’un Bundle',
  'Send the operation in a request of its own.': 'Envoyez l’opération dans une requête à part.',
  'An entry cannot carry a search form': 'Une entrée ne peut pas porter de formulaire de recherche',
  'Search by GET, with the parameters in the address of the entry.':
    'Cherchez par GET, avec les paramètres dans l’adresse de l’entrée.',
  '{0} {1} is not carried out as an entry of a Bundle': '{0} {1} ne s’exécute pas comme entrée d’un Bundle',
  'Send it in a request of its own: entries are about resources of one type.':
    'Envoyez-la dans une requête à part : chaque entrée porte sur les ressources d’un seul type.',
  'A Binary of type {0} is not a patch': 'Un Binary de type {0} n’est pas un patch',
  'Line {0}, column {1} of the data: {2}': 'Ligne {0}, colonne {1} des données : {2}',
  'Send a Parameters resource, or a Binary whose contentType is {0}.':
    'Envoyez une ressource Parameters, ou un Binary dont le contentType est {0}.',
  'The Binary has no data in base64': 'Le Binary n’a pas de données en base64',
  'The database of {0} assigns ids when it stores, so nothing can refer to {1} before then':
    'La base des ressources {0} attribue les id à l’enregistrement : rien ne peut faire référence à {1} avant cela',
  'Create it in a request of its own, and refer to it by the id it gets.':
    'Créez-la dans une requête à part, puis désignez-la par l’id qu’elle a reçu.',
  'A history cannot be read within a transaction': 'Un historique ne peut pas se lire au sein d’une transaction',
  'Send it in a batch, or in a request of its own.': 'Envoyez cette entrée dans un batch, ou dans une requête à part.',
  'A transaction is a dry run as a whole, or not at all':
    'Une transaction est un essai à blanc en entier, ou pas du tout',
  'Write _dryRun=true in the address that the Bundle is sent to.':
    'Écrivez _dryRun=true dans l’adresse à laquelle le Bundle est envoyé.',
};
