import type { Translations } from '../../../fhir/messages';

/** French texts of messages and refusals of running commands. */
export const told: Translations = {
  'See {0} --help.': 'Voir {0} --help.',
  'Unknown option {0}. {1}': 'Option inconnue : {0}. {1}',
  'Unknown command {0}. {1}': 'Commande inconnue : {0}. {1}',
  'Unknown option {0}; did you mean {1}? {2}': 'Option inconnue : {0} ; vouliez-vous dire {1} ? {2}',
  'Unknown command {0}; did you mean {1}? {2}': 'Commande inconnue : {0} ; vouliez-vous dire {1} ? {2}',
  'The argument <{0}> is missing. {1}': 'Il manque l’argument <{0}>. {1}',
  'The option {0} needs a value. {1}': 'L’option {0} attend une valeur. {1}',
  'There are too many arguments. {0}': 'Il y a trop d’arguments. {0}',
  'The option {0} does not accept this value; it accepts {1}.':
    'L’option {0} n’accepte pas cette valeur ; valeurs possibles : {1}.',
  'There is no file or folder {0}.': 'Il n’y a ni fichier ni dossier {0}.',
  'There is no folder {0}.': 'Le dossier {0} n’existe pas.',
  '{0} is not a folder.': '{0} n’est pas un dossier.',
  'No file can be made in {0}.': 'Aucun fichier ne peut être créé dans {0}.',
  '{0} is not an ordinary file; name another one.': '{0} n’est pas un fichier ordinaire ; indiquez-en un autre.',
  '{0} is a folder, not a file.': '{0} est un dossier, et non un fichier.',
  'Access to {0} is denied.': 'L’accès à {0} est refusé.',
  'There is no space left on the disk.': 'Il n’y a plus de place sur le disque.',
  'There is no .ndjson, .json or .xml file in {0}, with or without .gz.':
    'Il n’y a aucun fichier .ndjson, .json ou .xml dans {0}, avec ou sans .gz.',
  '{0} cannot be read to the end: {1}': '{0} ne peut pas être lu jusqu’au bout : {1}',
  'The resource is longer than 64 MB': 'La ressource dépasse 64 Mo',
  'Bundle.entry is not a list': 'Bundle.entry n’est pas une liste',
  'This Bundle entry has no resource': 'Cette entrée du Bundle n’a pas de ressource',
  'Resources: {0}, errors: {1}, warnings: {2}': 'Ressources : {0}, erreurs : {1}, avertissements : {2}',
  '--workers must be a whole number of at least 0, not {0}':
    '--workers doit être un nombre entier d’au moins 0, et non {0}',
  '--batch must be a whole number of at least 1, not {0}':
    '--batch doit être un nombre entier d’au moins 1, et non {0}',
  resources: 'ressources',
  '{0} {1}, {2}/s': '{0} {1}, {2}/s',
  '{0} {1} %  {2} {3}  {4}/s  {5} left': '{0} {1} %  {2} {3}  {4}/s  reste {5}',
  '--count must be a whole number of at least 1, not {0}':
    '--count doit être un nombre entier d’au moins 1, et non {0}',
  'Resources generated: {0}.': 'Ressources générées : {0}.',
  'The search index of {0} was made with other access policies. Set AUTH and ACCESS_POLICIES as for the servers on this database; if they have changed, run {1} with the new ones first (AUTH=none: no policies).':
    'L’index de recherche de {0} a été fait avec d’autres règles d’accès. Donnez à AUTH et ACCESS_POLICIES les valeurs qu’ont les serveurs de cette base ; si elles ont changé, lancez d’abord {1} avec les nouvelles (AUTH=none : aucune règle).',
  'There is no search index for {0}; there is one for each of {1}.':
    'Il n’y a pas d’index de recherche pour {0} ; il y en a un pour chacun de ces types : {1}.',
  'The indexes are up to date.': 'Les index sont à jour.',
  'Interrupted. Run the command again to continue from here.': 'Interrompu. Relancez la commande pour reprendre ici.',
  '{0}: resources indexed: {1}.': '{0} : ressources indexées : {1}.',
  'Resources checked: {0}; with a wrong index: {1}.': 'Ressources vérifiées : {0} ; dont l’index était faux : {1}.',
  'The index was repaired.': 'L’index a été réparé.',
  'Resources exported: {0}.': 'Ressources exportées : {0}.',
  'This server has no type {0}; it serves {1}.': 'Ce serveur n’a pas de type {0} ; il sert {1}.',
  '{0} must be a date (2026-01-31) or an instant with a time zone (2026-01-31T10:00:00Z), not {1}':
    '{0} doit être une date (2026-01-31) ou un instant avec fuseau horaire (2026-01-31T10:00:00Z), et non {1}',
  records: 'enregistrements',
  'Records sealed: {0}; the chain ends at {1}.': 'Enregistrements scellés : {0} ; la chaîne se termine par {1}.',
  'Blocks up to seal {0} were removed because of their age.':
    'Les blocs jusqu’au sceau {0} ont été supprimés en raison de leur ancienneté.',
  'Faults found: {0}.': 'Anomalies trouvées : {0}.',
  'No faults found.': 'Aucune anomalie trouvée.',
  '--anchor must be a number and a hash of 64 hexadecimal digits, such as 12:5f2c…, not {0}':
    '--anchor doit être un numéro et une empreinte de 64 chiffres hexadécimaux, comme 12:5f2c…, et non {0}',
  'Records exported: {0}.': 'Enregistrements exportés : {0}.',
  'The resource has no resourceType': 'La ressource n’a pas de resourceType',
  'The resource has no id; an import keeps the ids of resources':
    'La ressource n’a pas d’id ; un import conserve les id des ressources',
  '`{0}` refers to {1}, which does not exist': '`{0}` fait référence à {1}, qui n’existe pas',
  '`{0}` refers to an entry of a Bundle; an import does not resolve such references':
    '`{0}` fait référence à une entrée d’un Bundle ; un import ne résout pas ces références',
  'Write the reference as Type/id, or send the Bundle to the server as a transaction.':
    'Écrivez la référence sous la forme Type/id, ou envoyez le Bundle au serveur comme transaction.',
  'Import that resource as well, or correct the reference.':
    'Importez aussi cette ressource, ou corrigez la référence.',
  'Resuming; resources already done: {0}.': 'Reprise ; ressources déjà traitées : {0}.',
  'Interrupted. Run the command again with the same files to continue from here.':
    'Interrompu. Relancez la commande avec les mêmes fichiers pour reprendre ici.',
  'See the report in {0}.': 'Voir le compte rendu dans {0}.',
  'The database or the report does not match the state file; starting again at the first file.':
    'La base ou le compte rendu ne correspond pas au fichier d’état ; reprise au premier fichier.',
  'Resources: {0}; created: {1}, updated: {2}, unchanged: {3}, refused: {4}':
    'Ressources : {0} ; créées : {1}, mises à jour : {2}, inchangées : {3}, refusées : {4}',
  'References to resources that do not exist: {0}.': 'Références à des ressources qui n’existent pas : {0}.',
  'Backed up the database to {0}.': 'La base est sauvegardée dans {0}.',
  'The server cannot start: {0}.': 'Le serveur ne peut pas démarrer : {0}.',
  'the port of {0}, {1}, cannot be opened: {2}': 'le port de {0}, {1}, ne peut pas être ouvert : {2}',
  'this user may not open it': 'cet utilisateur n’en a pas le droit',
  'another program uses it': 'un autre programme l’utilise',
  'There is no migration to revert.': 'Il n’y a aucune migration à annuler.',
  'Reverted: {0}': 'Annulée : {0}',
  'The tables are up to date.': 'Les tables sont à jour.',
  'To do: {0}': 'À faire : {0}',
  'Running: {0}': 'En cours : {0}',
  'Done: {0} ({1} s)': 'Terminé : {0} ({1} s)',
  'Another process ran {0} of them.': 'Un autre processus en a exécuté {0}.',
  '{0}. What has been indexed so far is kept. Run the command again to continue from there.':
    '{0}. Ce qui est déjà indexé est conservé. Relancez la commande pour reprendre à partir de là.',
};
