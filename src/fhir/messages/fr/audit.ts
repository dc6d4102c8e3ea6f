import type { Translations } from '../language';

/** The audit log: the messages of `audit/`. */
export const audit: Translations = {
  '{0} is for auditors': '{0} est réservé aux auditeurs',
  'The audit log cannot be searched by {0} in this way': 'Le journal d’audit ne peut pas être interrogé ainsi par {0}',
  'This server can keep no record of what is done now, and does nothing without':
    'Ce serveur ne peut pas enregistrer en ce moment ce qui est fait, et ne fait rien sans cela',
  'Send the request again in a few seconds.': 'Renvoyez la requête dans quelques secondes.',
};
