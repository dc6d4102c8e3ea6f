import type { Translations } from '../language';

/** The audit log: the messages of `audit/`. */
export const audit: Translations = {
  '{0} is for auditors only': '{0} est réservé aux auditeurs',
  'The audit log cannot be searched by {0} in this way': 'Le journal d’audit ne peut pas être interrogé ainsi par {0}',
  'This server cannot write its audit log at the moment, and carries out no request without a record':
    'Ce serveur ne peut pas écrire son journal d’audit en ce moment, et n’exécute aucune requête sans l’y inscrire',
  'Send the request again in a few seconds.': 'Renvoyez la requête dans quelques secondes.',
};
