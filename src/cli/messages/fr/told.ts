import type { Translations } from '../../../fhir/messages';

/** French texts of messages and refusals of running commands. */
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
  'Resources: {0}, errors: {1}, warnings: {2}': 'Ressources : {0}, erreurs : {1}, avertissements : {2}',
  '--workers must be a whole number, 0 or more, and not {0}':
    '--workers doit être un nombre entier, 0 ou plus, et non {0}',
  '--batch must be a whole number, 1 or more, and not {0}': '--batch doit être un nombre entier, 1 ou plus, et non {0}',
  resources: 'ressources',
  '{0} {1}, {2}/s': '{0} {1}, {2}/s',
  '{0} {1} %  {2} {3}  {4}/s  {5} left': '{0} {1} %  {2} {3}  {4}/s  encore {5}',
  '--count must be a whole number, 1 or more, and not {0}': '--count doit être un nombre entier, 1 ou plus, et non {0}',
  'Resources generated: {0}.': 'Ressources générées : {0}.',
  'There is no index of {0}; there are those of {1}.': 'Il n’y a pas d’index de {0} ; il y a ceux de {1}.',
  'The indexes are up to date.': 'Les index sont à jour.',
  'Stopped. Run it again, and it goes on from here.': 'Arrêté. Relancez, et cela reprend ici.',
  '{0}: resources indexed: {1}.': '{0} : ressources indexées : {1}.',
  'Resources checked: {0}; with a wrong index: {1}.': 'Ressources examinées : {0} ; à l’index faux : {1}.',
  'It is mended.': 'C’est réparé.',
  'Resources exported: {0}.': 'Ressources exportées : {0}.',
  'There is no type {0} here; there are {1}.': 'Il n’y a pas de type {0} ici ; il y a {1}.',
  '{0} must be a day, or an instant with its zone such as 2026-01-31T10:00:00Z, and not {1}':
    '{0} doit être un jour, ou un instant avec son fuseau comme 2026-01-31T10:00:00Z, et non {1}',
  records: 'enregistrements',
  'Records sealed: {0}; the chain ends at {1}.': 'Enregistrements scellés : {0} ; la chaîne se termine par {1}.',
  'What was sealed up to {0} was removed for its age.':
    'Ce qui était scellé jusqu’au numéro {0} a été supprimé en raison de son ancienneté.',
  'Faults found: {0}.': 'Anomalies trouvées : {0}.',
  'No fault was found.': 'Aucune anomalie trouvée.',
  '--anchor must be a number and a hash of 64 digits, such as 12:5f2c…, and not {0}':
    '--anchor doit être un numéro et une empreinte de 64 chiffres, comme 12:5f2c…, et non {0}',
  'Records exported: {0}.': 'Enregistrements exportés : {0}.',
  'It has no resourceType': 'Il n’y a pas de resourceType',
  'It has no id, which an import keeps': 'Il n’y a pas d’id, qu’un import conserve',
  '`{0}` leads nowhere: there is no {1}': '`{0}` ne mène nulle part : il n’y a pas de {1}',
  'Import it as well, or correct the reference.': 'Importez-la aussi, ou corrigez la référence.',
  'Going on; resources done before: {0}.': 'Reprise ; ressources déjà traitées : {0}.',
  'Stopped. Run it again with the same files, and it goes on from here.':
    'Arrêté. Relancez avec les mêmes fichiers, et l’import reprend ici.',
  'The report is {0}.': 'Le compte rendu est {0}.',
  'The database or the report is not as the state file says: beginning at the first file.':
    'La base ou le compte rendu n’est pas tel que le dit le fichier d’état : reprise au premier fichier.',
  'Resources: {0}; created: {1}, updated: {2}, unchanged: {3}, refused: {4}':
    'Ressources : {0} ; créées : {1}, mises à jour : {2}, inchangées : {3}, refusées : {4}',
  'References that lead nowhere: {0}.': 'Références qui ne mènent nulle part : {0}.',
  'The database is saved in {0}.': 'La base est sauvegardée dans {0}.',
  'There is nothing to take back.': 'Il n’y a rien à défaire.',
  'Taken back: {0}': 'Défait : {0}',
  'The tables are up to date.': 'Les tables sont à jour.',
  'To do: {0}': 'À faire : {0}',
  'Running: {0}': 'En cours : {0}',
  'Done: {0} ({1} s)': 'Fait : {0} ({1} s)',
  'Another process has done {0} of them.': 'Un autre processus en a fait {0}.',
  '{0}. What is indexed stays so: run it again, and it goes on from about there.':
    '{0}. Ce qui est indexé le reste : relancez la commande, elle reprendra à peu près de là.',
};
