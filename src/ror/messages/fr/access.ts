import type { Translations } from '../../../fhir';

/** French texts of `access/`. */
export const access: Translations = {
  'The request does not say who asks': 'La requête ne dit pas qui demande',
  'No access profile of the directory was agreed for the client':
    'Aucun profil d’accès au répertoire n’a été convenu pour ce client',
  'Its token has to say ror_profile, 0 to 5, or the server has to know the client.':
    'Son jeton doit porter ror_profile, de 0 à 5, ou le serveur doit connaître le client.',
  'Headers that say for whom the client asks are missing: {0}':
    'Il manque des en-têtes qui disent pour qui le client demande : {0}',
  'Send {0}, with the values that were agreed for your client.':
    'Envoyez {0}, avec les valeurs convenues pour votre client.',
  'A supplier patches a place in its own name, without the headers {0}':
    'Un fournisseur met à jour un lieu en son propre nom, sans les en-têtes {0}',
  'Leave them out; to read, use the client that you consume with.':
    'Retirez-les ; pour lire, utilisez votre client consommateur.',
  '{0} does not name the code system of this directory': '{0} ne désigne pas la nomenclature de ce répertoire',
  'Send {0}.': 'Envoyez {0}.',
  'The client may not ask in the name of this user profile and profession':
    'Le client n’a pas le droit de demander au nom de ce profil d’utilisateur et de ce métier',
  'Send the codes that were agreed for your client in {0} and {1}.':
    'Envoyez dans {0} et {1} les codes convenus pour votre client.',
  'A consumer of the directory reads, and does not write': 'Un consommateur du répertoire lit, et n’écrit pas',
  'Use the client that you supply offers with.': 'Utilisez votre client fournisseur.',
  'No region was agreed for the client, so that it writes in none':
    'Aucune région n’a été convenue pour le client : il ne peut écrire dans aucune',
  'The resource comes from another region than {0}': 'La ressource provient d’une autre région que {0}',
  'The resource would not come from the region {0}, the only one the client writes in':
    'La ressource ne proviendrait pas de la région {0}, la seule dans laquelle le client écrit',
  'Send meta.tag with the system {0} and the code {1}, and no other region.':
    'Envoyez meta.tag avec le système {0} et le code {1}, et aucune autre région.',
};
