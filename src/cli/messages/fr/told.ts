import type { Translations } from '../../../fhir/messages';

/** What commands tell while they run, and why they do not. */
export const told: Translations = {
  '{0} --help tells more.': '{0} --help en dit plus.',
  'There is no option {0}. {1}': 'Il n’y a pas d’option {0}. {1}',
  'There is no command {0}. {1}': 'Il n’y a pas de commande {0}. {1}',
  '<{0}> is missing. {1}': '<{0}> manque. {1}',
  'The option {0} needs a value. {1}': 'L’option {0} demande une valeur. {1}',
  'There are more arguments than the command takes. {0}': 'Il y a plus d’arguments que la commande n’en prend. {0}',
  'This value of {0} is not one of its choices. {1}': 'Cette valeur de {0} ne fait pas partie des choix. {1}',
  'There is no file or folder {0}.': 'Il n’y a ni fichier ni dossier {0}.',
  'There is no .ndjson, .json or .xml file in {0}, with or without .gz.':
    'Il n’y a aucun fichier .ndjson, .json ou .xml dans {0}, avec ou sans .gz.',
  '{0} cannot be read to its end: {1}': '{0} ne peut pas être lu jusqu’au bout : {1}',
  'It is longer than 64 MB': 'C’est plus long que 64 Mo',
  'Bundle.entry is not a list': 'Bundle.entry n’est pas une liste',
  'This entry of a Bundle has no resource': 'Cette entrée d’un Bundle n’a pas de ressource',
  '{0} resources, {1} errors, {2} warnings': '{0} ressources, {1} erreurs, {2} avertissements',
  'The database is saved in {0}.': 'La base est sauvegardée dans {0}.',
  'There is nothing to take back.': 'Il n’y a rien à défaire.',
  'Taken back: {0}': 'Défait : {0}',
  'The tables are up to date.': 'Les tables sont à jour.',
  'To do: {0}': 'À faire : {0}',
  'Done: {0}': 'Fait : {0}',
};
