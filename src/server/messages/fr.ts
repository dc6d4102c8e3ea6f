import type { Translations } from '../../fhir';

/** French texts of the start page, and of what stops a start. */
export const serverFrench: Translations = {
  'A FHIR R4 server for ROR, the French national directory of health and medico-social offers. Read and search the directory, and keep it up to date with PATCH and PUT.':
    'Un serveur FHIR R4 pour le ROR, le répertoire national de l’offre et des ressources en santé et accompagnement médico-social : il permet de consulter le répertoire et de le tenir à jour par PATCH et PUT.',
  'Find an organization by its name': 'Rechercher une organisation par son nom',
  'Search the directory': 'Chercher dans le répertoire',
  'Forms for every type and parameter': 'Un formulaire par type de ressource, avec tous les paramètres',
  'Every request, to try out': 'Toutes les requêtes, à essayer en ligne (en anglais)',
  Metadata: 'Métadonnées',
  'What this server can do': 'Ce que ce serveur sait faire',
  Export: 'Export',
  'Everything as files, by $export': 'Tout le répertoire en fichiers, par $export',
  'The same as a machine-readable document': 'Les mêmes requêtes, décrites pour les outils',
  Health: 'État du service',
  'Whether the server and its database are ready': 'Le serveur et sa base de données sont-ils prêts ?',
  'a folder that can be read': 'un dossier qui peut être lu',
  'a file with a set of public keys (JWKS)': 'un fichier avec un ensemble de clés publiques (JWKS)',
  'a file with a private key in PEM, without a passphrase':
    'un fichier avec une clé privée en PEM, sans phrase secrète',
  'a file with a certificate in PEM': 'un fichier avec un certificat en PEM',
  'the key of the certificate in TLS_CERT_FILE': 'la clé du certificat de TLS_CERT_FILE',
  'OAUTH_ISSUERS_FILE, {0}, {1}': 'OAUTH_ISSUERS_FILE, {0}, {1}',
  '{0} {1}': '{0} {1}',
  'cannot be read as JSON': 'ne peut pas être lu comme JSON',
  'must be a list of issuers': 'doit être une liste d’émetteurs',
  '{0} repeats an issuer': '{0} répète un émetteur',
  'must have an issuer that is an https address': 'doit avoir un issuer qui soit une adresse https',
  'jwksFile must be a string': 'jwksFile doit être un texte',
  'jwksFile must be a file with a set of public keys (JWKS)':
    'jwksFile doit être un fichier avec un ensemble de clés publiques (JWKS)',
  'tokenEndpoint must be a string': 'tokenEndpoint doit être un texte',
  'introspection.of must be opaque or always': 'introspection.of doit être opaque ou always',
  'introspection.clientId must be a string': 'introspection.clientId doit être un texte',
  'introspection.clientSecretFile must be a file': 'introspection.clientSecretFile doit être un fichier',
  'introspection.clientSecretFile cannot be read': 'introspection.clientSecretFile ne peut pas être lu',
  'introspection.seconds must be a whole number': 'introspection.seconds doit être un nombre entier',
  'introspection.endpoint must be a string': 'introspection.endpoint doit être un texte',
  'has an unknown member {0}; known members are {1}': 'a un membre inconnu, {0} ; les membres connus sont {1}',
  'Rename an organization:': 'Renommer une organisation :',
};
