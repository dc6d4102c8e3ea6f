import type { Translations } from '../../fhir/messages';

/** French texts about settings. */
export const configFrench: Translations = {
  'The server cannot start: {0}.': 'Le serveur ne peut pas démarrer : {0}.',
  '{0}; {1}': '{0} ; {1}',
  '{0} must be {1}': '{0} doit être {1}',
  '{0} must be {1}, not {2}': '{0} doit être {1}, et non {2}',
  'a whole number from {0} to {1}': 'un nombre entier de {0} à {1}',
  'a whole number of {0} from {1} to {2}': 'un nombre entier ({0}), de {1} à {2}',
  seconds: 'secondes',
  hours: 'heures',
  days: 'jours',
  'requests a minute': 'requêtes par minute',
  'a size of at least {0}, such as {1}': 'une taille d’au moins {0}, comme {1}',
  'a key of {0} characters or more': 'une clé d’au moins {0} caractères',
  'an http(s) address with a path of letters, digits and {0}, without a password, a query or a fragment, such as {1}':
    'une adresse http(s) avec un chemin fait de lettres, de chiffres et de {0}, sans mot de passe, sans requête et sans fragment, comme {1}',
  'an address such as {0} or {1}': 'une adresse comme {0} ou {1}',
  '* or origins with commas between, such as {0}': '* ou des origines séparées par des virgules, comme {0}',
  'a file': 'un fichier',
  'a folder': 'un dossier',
  'a text': 'un texte',
  'at most {0}, the memory that this process can have (Node.js: {1})':
    'au plus {0}, la mémoire que ce processus peut avoir (Node.js : {1})',
  'at most {0}, and not more than MEMORY_BUDGET': 'au plus {0}, et pas plus que MEMORY_BUDGET',
  'smart or ror, or both with a comma between, or none': 'smart ou ror, ou les deux séparés par une virgule, ou none',
  'https addresses with commas between, such as {0}': 'des adresses https séparées par des virgules, comme {0}',
  'an https address, such as {0}': 'une adresse https, comme {0}',
  'names with commas between': 'des noms séparés par des virgules',
  'of {0}, with commas between': 'parmi {0}, séparés par des virgules',
  'IP addresses or CIDR ranges with commas between, such as {0}':
    'des adresses IP ou des plages CIDR séparées par des virgules, comme {0}',
  'the name of a header, such as {0}': 'le nom d’un en-tête, comme {0}',
  'set {0} or {1}, not both': 'définissez {0} ou {1}, et non les deux',
  'the file that {0} names cannot be read ({1})': 'le fichier que désigne {0} ne peut pas être lu ({1})',
  'the file that {0} names is empty': 'le fichier que désigne {0} est vide',
  'ACCESS_POLICIES is none, or names policies': 'ACCESS_POLICIES vaut none, ou nomme des politiques d’accès',
  'ACCESS_POLICIES names a policy twice': 'ACCESS_POLICIES nomme deux fois la même politique d’accès',
  'ACCESS_POLICIES needs to know who asks: AUTH=oauth or AUTH=demo':
    'ACCESS_POLICIES exige de savoir qui demande : AUTH=oauth ou AUTH=demo',
  'ROR_CLIENTS needs ACCESS_POLICIES with ror': 'ROR_CLIENTS exige ACCESS_POLICIES avec ror',
  'ROR_USER_HEADERS needs ACCESS_POLICIES with ror': 'ROR_USER_HEADERS exige ACCESS_POLICIES avec ror',
  'AUTH=oauth needs OAUTH_ISSUERS or OAUTH_ISSUERS_FILE': 'AUTH=oauth exige OAUTH_ISSUERS ou OAUTH_ISSUERS_FILE',
  'OAUTH_ISSUERS and OAUTH_ISSUERS_FILE need AUTH=oauth': 'OAUTH_ISSUERS et OAUTH_ISSUERS_FILE exigent AUTH=oauth',
  'set OAUTH_ISSUERS or OAUTH_ISSUERS_FILE, not both':
    'définissez OAUTH_ISSUERS ou OAUTH_ISSUERS_FILE, et non les deux',
  'OAUTH_JWKS_FILE needs exactly one issuer in OAUTH_ISSUERS':
    'OAUTH_JWKS_FILE exige exactement un émetteur dans OAUTH_ISSUERS',
  'OAUTH_INTROSPECTION needs OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET':
    'OAUTH_INTROSPECTION exige OAUTH_CLIENT_ID et OAUTH_CLIENT_SECRET',
  'TLS_KEY_FILE and TLS_CERT_FILE must be set together': 'TLS_KEY_FILE et TLS_CERT_FILE vont ensemble',
  'TLS_CLIENT_CERT needs TLS_KEY_FILE and TLS_CERT_FILE': 'TLS_CLIENT_CERT exige TLS_KEY_FILE et TLS_CERT_FILE',
  'TLS_CLIENT_CA_FILE needs TLS_CLIENT_CERT': 'TLS_CLIENT_CA_FILE exige TLS_CLIENT_CERT',
  'TLS_CLIENT_CERT=required needs TLS_CLIENT_CA_FILE': 'TLS_CLIENT_CERT=required exige TLS_CLIENT_CA_FILE',
  'MANAGEMENT_PORT must be another port than PORT': 'MANAGEMENT_PORT doit être un autre port que PORT',
  'AUTH=demo gives tokens to everybody, so it is not allowed when NODE_ENV is production':
    'AUTH=demo donne des jetons à tout le monde ; ce n’est pas permis quand NODE_ENV vaut production',
  'The server cannot start: set AUTH to say who may use it. AUTH=oauth with OAUTH_ISSUERS: clients with a token from an authorization server. AUTH=demo: clients with a token from the server itself, for trying it out. AUTH=none: everybody who can reach the server may read and write.':
    'Le serveur ne peut pas démarrer : définissez AUTH pour dire qui peut l’utiliser. AUTH=oauth avec OAUTH_ISSUERS : les clients qui ont un jeton d’un serveur d’autorisation. AUTH=demo : les clients qui ont un jeton du serveur lui-même, pour l’essayer. AUTH=none : quiconque peut joindre le serveur peut lire et écrire.',
};
