import type { Translations } from '../language';

/** Asynchronous requests. */
export const asynchronous: Translations = {
  'The request is accepted; its answer will be at {0}':
    'La requête est acceptée ; sa réponse se trouvera à l’adresse {0}',
  'Ask there with GET until it answers with 200 and a Bundle; DELETE cancels the request.':
    'Interrogez cette adresse par GET jusqu’à obtenir 200 et un Bundle ; DELETE annule la requête.',
  'The body is longer than {0} bytes, which is what is kept of a request that is answered later':
    'Le corps dépasse {0} octets, la limite pour une requête dont la réponse est différée',
  'Send it without Prefer: respond-async, or in parts.': 'Envoyez-le sans Prefer: respond-async, ou en plusieurs fois.',
  'The request was cancelled and its answer was deleted.': 'La requête a été annulée et sa réponse supprimée.',
  'the server stopped while carrying it out, so it is not known whether it was done':
    'le serveur s’est arrêté pendant son exécution, et l’on ignore si elle a abouti',
  'The request {0} has no answer: {1}': 'La requête {0} n’a pas de réponse : {1}',
  'Read the resources it was to change, and send the request again if it was not done.':
    'Relisez les ressources qu’elle devait modifier, et renvoyez la requête si rien n’a été fait.',
  'Send the request again, with or without Prefer: respond-async.':
    'Renvoyez la requête, avec ou sans Prefer: respond-async.',
};
