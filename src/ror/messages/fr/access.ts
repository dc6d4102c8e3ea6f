import type { Translations } from '../../../fhir';

/** French texts of `access/`. */
export const access: Translations = {
  'The request does not identify its client': 'La requête n’identifie pas son client',
  'No access profile of the directory is assigned to the client':
    'Aucun profil d’accès au répertoire n’est attribué à ce client',
  'Its token must contain ror_profile, 0 to 5, or the client must be registered on the server.':
    'Son jeton doit contenir ror_profile, de 0 à 5, ou le client doit être enregistré sur le serveur.',
  'Headers that identify the user on whose behalf the client asks are missing: {0}':
    'Des en-têtes qui identifient l’utilisateur au nom duquel le client interroge le répertoire sont absents : {0}',
  'Send {0}, with the values agreed for your client.': 'Envoyez {0}, avec les valeurs convenues pour votre client.',
  'A supplier patches a location in its own name, without the headers {0}':
    'Un fournisseur met à jour un lieu en son propre nom, sans les en-têtes {0}',
  'Leave them out; to read, use your consumer client.': 'Retirez-les ; pour lire, utilisez votre client consommateur.',
  '{0} does not name the code system of this directory': '{0} ne désigne pas la nomenclature de ce répertoire',
  'Send {0}.': 'Envoyez {0}.',
  'The client may not act for this user profile and profession':
    'Le client n’a pas le droit d’agir pour ce profil d’utilisateur et ce métier',
  'Send in {0} and {1} the codes agreed for your client.':
    'Envoyez dans {0} et {1} les codes convenus pour votre client.',
  'A consumer of the directory can read but not write': 'Un consommateur du répertoire peut lire, mais non écrire',
  'Use your supplier client.': 'Utilisez votre client fournisseur.',
  'The client has no region, so it cannot write in any': 'Le client n’a aucune région : il ne peut écrire dans aucune',
  'The resource comes from a region other than {0}': 'La ressource provient d’une région autre que {0}',
  'The resource would not belong to the region {0}, the only one in which the client can write':
    'La ressource n’appartiendrait pas à la région {0}, la seule dans laquelle le client peut écrire',
  'Send meta.tag with the system {0} and the code {1}, and no other region.':
    'Envoyez meta.tag avec le système {0} et le code {1}, et aucune autre région.',
};
