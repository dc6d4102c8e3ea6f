import type { Translations } from '../language';

/** What operators are told about databases. */
export const database: Translations = {
  'DATABASE_URL has no scheme; it must be like {0}.': 'DATABASE_URL n’a pas de schéma ; formes possibles : {0}.',
  'DATABASE_URL has the unknown scheme "{0}"; it must be like {1}.':
    'DATABASE_URL a le schéma inconnu « {0} » ; formes possibles : {1}.',
  'DATABASE_URL does not name a file after "sqlite:"; it must be like {0}.':
    'DATABASE_URL ne nomme aucun fichier après « sqlite: » ; formes possibles : {0}.',
  'DATABASE_URL does not have the form {0}; percent-encode special characters in names and the password.':
    'DATABASE_URL n’a pas la forme {0} ; les caractères spéciaux des noms et du mot de passe s’écrivent en pour-cent.',
  'DATABASE_URL may end in ?tls=true or ?tls=false, and in nothing else.':
    'DATABASE_URL peut finir par ?tls=true ou ?tls=false, et par rien d’autre.',
  'The database {0} cannot be opened ({1}); check DATABASE_URL, and that the database is running.':
    'La base {0} ne peut pas être ouverte ({1}) ; vérifiez DATABASE_URL, et que la base fonctionne.',
  'The database {0} cannot be opened ({1}); check DATABASE_URL.':
    'La base {0} ne peut pas être ouverte ({1}) ; vérifiez DATABASE_URL.',
  'this user may not write to it, or not make files beside it':
    'cet utilisateur n’a pas le droit d’y écrire, ou de créer des fichiers à côté',
  'this user may not read it, or not make it': 'cet utilisateur n’a pas le droit de la lire, ou de la créer',
  'There is no database at {0}; check DATABASE_URL.': 'Il n’y a pas de base {0} ; vérifiez DATABASE_URL.',
  'The database {0} has no tables of this server; check DATABASE_URL, or make them with the command {1}.':
    'La base {0} n’a pas les tables de ce serveur ; vérifiez DATABASE_URL, ou créez-les avec la commande {1}.',
  'The tables of the database {0} are those of a later release ({1}); check DATABASE_URL and start that release, or take its changes back with its command {2}.':
    'Les tables de la base {0} sont celles d’une version plus récente ({1}) ; vérifiez DATABASE_URL et démarrez cette version, ou annulez ses changements avec sa commande {2}.',
  'The tables of the database {0} are not up to date (migrations to do: {1}); run the command {2} first.':
    'Les tables de la base {0} ne sont pas à jour (migrations à faire : {1}) ; exécutez d’abord la commande {2}.',
  'Only a SQLite database can be backed up this way; for {0} use mariadb-dump --single-transaction or mysqldump.':
    'Seule une base SQLite peut être sauvegardée ainsi ; pour {0}, utilisez mariadb-dump --single-transaction ou mysqldump.',
  'A database in memory cannot be backed up by another process.':
    'Une base en mémoire ne peut pas être sauvegardée par un autre processus.',
  '{0} already exists; choose another name.': '{0} existe déjà ; choisissez un autre nom.',
  '{0} cannot be copied to {1}: {2}.': '{0} ne peut pas être copié dans {1} : {2}.',
};
