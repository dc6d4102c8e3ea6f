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
  'The request is cancelled, and its answer is deleted.': 'La requête est annulée et sa réponse supprimée.',
  'the server ended in the middle of it, and nobody knows whether it was done':
    'le serveur s’est arrêté pendant son exécution, et rien ne dit si elle a abouti',
  'The request {0} has no answer: {1}': 'La requête {0} n’a pas de réponse : {1}',
  'Read what it was to change, and send it again where it was not done.':
    'Relisez ce qu’elle devait modifier et renvoyez-la si rien n’a été fait.',
  'Send it again, or without Prefer: respond-async.': 'Renvoyez-la, ou sans Prefer: respond-async.',
};
