import type { Translations } from '../language';

/** Authentication: the messages of `auth/` about tokens and certificates. */
export const auth: Translations = {
  'Authenticate: only clients that this server knows may send requests':
    'Identifiez-vous : seuls les clients connus de ce serveur peuvent l’interroger',
  'Get a token from the authorization server, and send it: Authorization: Bearer …':
    'Obtenez un jeton auprès du serveur d’autorisation et envoyez-le : Authorization: Bearer …',
  'The header Authorization cannot be read': 'L’en-tête Authorization est illisible',
  'It must be the word Bearer, a space, and the token as it was issued.':
    'Il doit se composer du mot Bearer, d’une espace et du jeton tel qu’il a été délivré.',
  'The authorization server does not answer, so the token cannot be checked':
    'Le serveur d’autorisation ne répond pas : le jeton ne peut pas être vérifié',
  'The header {0} is accepted only from the proxies of this server':
    'L’en-tête {0} n’est accepté que des proxys de ce serveur',
  'The header {0} does not contain a readable certificate': 'L’en-tête {0} ne contient pas de certificat lisible',
  'The token is bound to a key in a way that this server does not check':
    'Le jeton est lié à une clé d’une manière que ce serveur ne vérifie pas',
  'The token is not bound to a certificate, and this server accepts only tokens that are':
    'Le jeton n’est lié à aucun certificat, or ce serveur n’accepte que des jetons liés',
  'Get the token over a connection with your client certificate.':
    'Demandez le jeton par une connexion établie avec votre certificat client.',
  'The token is not meant for this server': 'Le jeton n’est pas destiné à ce serveur',
  'Ask the authorization server for a token whose audience (aud) is {0}.':
    'Demandez au serveur d’autorisation un jeton dont l’audience (aud) est {0}.',
  'The token has expired': 'Le jeton a expiré',
  'Get a new token from the authorization server.': 'Demandez un nouveau jeton au serveur d’autorisation.',
  'The token is not valid yet': 'Le jeton n’est pas encore valable',
  'If it should be, check the clock of the authorization server.':
    'S’il devrait déjà l’être, vérifiez l’horloge du serveur d’autorisation.',
  'A token of type {0} is not an access token': 'Un jeton de type {0} n’est pas un jeton d’accès',
  'Signatures with {0} are not accepted here': 'Une signature {0} n’est pas acceptée ici',
  'Accepted algorithms: {0}.': 'Algorithmes acceptés : {0}.',
  'The token is signed with a key that its issuer does not have':
    'Le jeton est signé avec une clé que son émetteur n’a pas',
  'The claim {0} of the token is missing or wrong': 'Le claim {0} du jeton est absent ou incorrect',
  'The signature of the token is invalid': 'La signature du jeton est incorrecte',
  'The token is not a readable JWT': 'Le jeton n’est pas un JWT lisible',
  'The token is unknown, has expired, or was revoked': 'Le jeton est inconnu, a expiré ou a été révoqué',
  'The token was issued by an authorization server that this server does not know':
    'Le jeton vient d’un serveur d’autorisation que ce serveur ne connaît pas',
  'The token is bound to a certificate other than that of the connection':
    'Le jeton est lié à un autre certificat que celui de la connexion',
  'Use the certificate that the token was issued for.': 'Utilisez le certificat pour lequel le jeton a été délivré.',
  'This client has used up its {0} requests per minute': 'Ce client a épuisé ses {0} requêtes par minute',
  'Send it again in {0} seconds.': 'Renvoyez-la dans {0} secondes.',
  'Searches and Bundles of this client in progress: {0}; it may not have more at the same time':
    'Recherches et Bundles de ce client en cours : {0} ; il ne peut pas en avoir davantage à la fois',
  'Wait until one of them has been answered.': 'Attendez que l’une d’elles ait reçu sa réponse.',
  '{0} jobs are already waiting or running, or {1} of this client':
    '{0} travaux sont déjà en attente ou en cours, ou {1} pour ce client',
};
