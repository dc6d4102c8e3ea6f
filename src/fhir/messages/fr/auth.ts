import type { Translations } from '../language';

/** Authentication: the messages of `auth/` about tokens and certificates. */
export const auth: Translations = {
  'Say who you are: only clients that this server knows may ask':
    'Identifiez-vous : seuls les clients connus de ce serveur peuvent l’interroger',
  'Get a token from the authorization server, and send it: Authorization: Bearer …':
    'Obtenez un jeton auprès du serveur d’autorisation et envoyez-le : Authorization: Bearer …',
  'The header Authorization cannot be read': 'L’en-tête Authorization est illisible',
  'It is the word Bearer, a space, and the token as it was handed out.':
    'Il se compose du mot Bearer, d’une espace et du jeton tel qu’il a été délivré.',
  'The authorization server does not answer, so the token cannot be checked':
    'Le serveur d’autorisation ne répond pas : le jeton ne peut pas être vérifié',
  'The header {0} is taken from the proxies of this server alone':
    'L’en-tête {0} n’est accepté que des proxys de ce serveur',
  'The header {0} holds no certificate that can be read': 'L’en-tête {0} ne contient pas de certificat lisible',
  'The token is bound to a key in a way that this server does not check':
    'Le jeton est lié à une clé d’une manière que ce serveur ne vérifie pas',
  'The token is not bound to a certificate, and this server takes no other':
    'Le jeton n’est lié à aucun certificat, et ce serveur n’en accepte pas d’autre',
  'Get the token over a connection with your client certificate.':
    'Demandez le jeton par une connexion établie avec votre certificat client.',
  'The token is not meant for this server': 'Le jeton n’est pas destiné à ce serveur',
  'Ask the authorization server for a token whose audience (aud) is {0}.':
    'Demandez au serveur d’autorisation un jeton dont l’audience (aud) est {0}.',
  'The token has expired': 'Le jeton a expiré',
  'Get a new token from the authorization server.': 'Demandez un nouveau jeton au serveur d’autorisation.',
  'The token is not valid yet': 'Le jeton n’est pas encore valable',
  'Should it be, compare the clock of the authorization server with the right time.':
    'S’il devrait l’être, comparez l’horloge du serveur d’autorisation à l’heure exacte.',
  'A token of type {0} is not an access token': 'Un jeton de type {0} n’est pas un jeton d’accès',
  'A signature by {0} is not taken here': 'Une signature {0} n’est pas acceptée ici',
  'Those that are: {0}.': 'Sont acceptées : {0}.',
  'The token is signed with a key that its issuer does not have':
    'Le jeton est signé avec une clé que son émetteur n’a pas',
  'The claim {0} of the token is missing or wrong': 'Le claim {0} du jeton est absent ou incorrect',
  'The signature of the token is not right': 'La signature du jeton est incorrecte',
  'The token is not a JWT that can be read': 'Le jeton n’est pas un JWT lisible',
  'The token is unknown, has expired, or was revoked': 'Le jeton est inconnu, a expiré ou a été révoqué',
  'The token is of an authorization server that this server does not know':
    'Le jeton vient d’un serveur d’autorisation que ce serveur ne connaît pas',
  'The token is bound to another certificate than that of the connection':
    'Le jeton est lié à un autre certificat que celui de la connexion',
  'Use the certificate that the token was handed out for.':
    'Utilisez le certificat pour lequel le jeton a été délivré.',
  'This client has made the {0} requests that it may make in a minute':
    'Ce client a fait les {0} requêtes auxquelles il a droit par minute',
  'Send it again in {0} seconds.': 'Renvoyez-la dans {0} secondes.',
  'This client has {0} searches or Bundles going, and may have no more at the same time':
    'Ce client a {0} recherches ou Bundles en cours et ne peut pas en avoir davantage à la fois',
  'Wait for the answer of one of them.': 'Attendez l’une des réponses.',
  '{0} jobs wait or run already, or {1} of this client':
    '{0} travaux sont déjà en attente ou en cours, ou {1} pour ce client',
};
